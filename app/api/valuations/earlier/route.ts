import { workspaceRoute } from '@/app/_lib/routes/workspace-route'
import { findEarlierValuation } from '@/lib/valuations/earlier-valuation'
import { DescribedHomeInput } from '@/lib/valuations/home-input'

/** Whether this home already has a valuation for this day. The form requests it once it is filled in. */
export const GET = workspaceRoute(
  { permission: 'workspace.read', input: DescribedHomeInput },
  async (ctx, { valuedOn, saleSetId, ...home }) => ({
    earlier: await findEarlierValuation(ctx, { home, valuedOn, saleSetId }),
  }),
)
