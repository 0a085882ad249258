import { workspaceRoute } from '@/app/_lib/routes/workspace-route'
import { calendarDay } from '@/lib/core/text/input'
import { findEarlierValuation } from '@/lib/valuations/earlier-valuation'
import { DescribedHome } from '@/lib/valuations/home-input'

const Input = DescribedHome.extend({ valuedOn: calendarDay() })

/** Whether this home already has a valuation for this day. The form requests it once it is filled in. */
export const GET = workspaceRoute(
  { permission: 'workspace.read', input: Input },
  async (ctx, { valuedOn, ...home }) => ({ earlier: await findEarlierValuation(ctx, { home, valuedOn }) }),
)
