import { z } from 'zod'
import { workspaceRoute } from '@/app/_lib/workspace-route'
import { receiptUrl } from '@/lib/billing/receipt'

/** A purchase's receipt at Stripe; for owners and admins, like every invoice (R31). */
export const GET = workspaceRoute(
  { permission: 'billing.read', limit: 'receipt', input: z.object({ id: z.uuid() }) },
  async (ctx, { id }) => Response.redirect(await receiptUrl(ctx, id), 303),
)
