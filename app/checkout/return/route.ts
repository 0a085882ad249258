import { redirect } from 'next/navigation'
import type { NextRequest } from 'next/server'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { returnFromCheckout } from '@/lib/billing/checkout/return-from-checkout'
import { billingHref } from '@/lib/billing/shared/billing-address'
import { tryUse } from '@/lib/rate-limits/limiter'

/** Stripe redirects the buyer here: credits are added before the page is shown (R27). */
export async function GET(request: NextRequest): Promise<never> {
  const ctx = await requireWorkspace()
  // Above the limit we do not call Stripe; its webhook still fulfills the purchase.
  const { ok } = await tryUse('checkout-return.person', ctx.userId)
  if (!ok) redirect(billingHref())
  redirect(await returnFromCheckout(ctx, request.nextUrl.searchParams.get('session_id') ?? ''))
}
