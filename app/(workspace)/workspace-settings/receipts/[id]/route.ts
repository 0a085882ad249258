import { z } from 'zod'
import { workspaceRoute } from '@/app/_lib/routes/workspace-route'
import { getReceiptUrl } from '@/lib/billing/payments/receipt'

/** Redirects to a purchase's receipt or an invoice at Stripe. For owners and admins, like all invoices (R31). */
export const GET = workspaceRoute(
  {
    permission: 'billing.read',
    limit: 'receipt',
    input: z.object({ id: z.union([z.uuid(), z.string().regex(/^in_\w{1,200}$/)]) }),
  },
  async (ctx, { id }) => Response.redirect(await getReceiptUrl(ctx, id), 303),
)
