import { z } from 'zod'
import { workspaceRoute } from '@/app/_lib/routes/workspace-route'
import { getReceiptUrl } from '@/lib/billing/payments/receipt'

/** The receipt of a purchase or an invoice at Stripe; for owners and admins, like every invoice (R31). */
export const GET = workspaceRoute(
  {
    permission: 'billing.read',
    limit: 'receipt',
    input: z.object({ id: z.union([z.uuid(), z.string().regex(/^in_\w{1,200}$/)]) }),
  },
  async (ctx, { id }) => Response.redirect(await getReceiptUrl(ctx, id), 303),
)
