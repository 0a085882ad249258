import { redirect } from 'next/navigation'
import type { NextRequest } from 'next/server'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { returnFromCheckout } from '@/lib/billing/return-from-checkout'

/** Where Stripe sends the buyer back: the credits are there before the page is shown (R27). */
export async function GET(request: NextRequest): Promise<never> {
  const ctx = await requireWorkspace()
  redirect(await returnFromCheckout(ctx, request.nextUrl.searchParams.get('session_id') ?? ''))
}
