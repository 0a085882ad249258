import { z } from 'zod'
import { workspaceRoute } from '@/app/_lib/routes/workspace-route'
import { calendarDay } from '@/lib/core/text/input'
import { findEarlierReport } from '@/lib/reports/earlier-report'
import { AreaText } from '@/lib/sales/area'
import { countSales } from '@/lib/sales/sales-in-area'
import { OptionalSetId } from '@/lib/sales/set-id'
import { findSalesSource } from '@/lib/sales/source'

const Input = z.object({ area: AreaText, saleSetId: OptionalSetId, from: calendarDay(), to: calendarDay() })

/** How many sales a report would be based on, and whether the workspace already has it. Requested on every change. */
export const GET = workspaceRoute({ permission: 'workspace.read', input: Input }, async (ctx, input) => {
  const source = await findSalesSource(ctx.workspaceId, input.saleSetId)
  const salesCount = await countSales(input.area, input, source)
  return { salesCount, earlier: await findEarlierReport(ctx, { ...input, salesCount }) }
})
