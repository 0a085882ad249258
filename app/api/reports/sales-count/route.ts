import { z } from 'zod'
import { workspaceRoute } from '@/app/_lib/workspace-route'
import { calendarDay } from '@/lib/core/input'
import { AreaText } from '@/lib/reports/area'
import { countSales } from '@/lib/reports/sales'

const Input = z.object({ area: AreaText, from: calendarDay(), to: calendarDay() })

/** How many sales a report would rest on; the form asks at every change. */
export const GET = workspaceRoute({ permission: 'workspace.read', input: Input }, async (_ctx, input) => ({
  salesCount: await countSales(input.area, input),
}))
