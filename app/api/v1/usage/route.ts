import { apiRoute } from '@/app/_lib/routes/api-route'
import { operations } from '@/lib/api/operations'
import { getUsageBreakdown } from '@/lib/billing/statement/usage-breakdown'

export const GET = apiRoute(operations.usage, (ctx, { cycleStart }) => getUsageBreakdown(ctx, cycleStart))
