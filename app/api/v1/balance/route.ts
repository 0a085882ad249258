import { apiRoute } from '@/app/_lib/routes/api-route'
import { operations } from '@/lib/api/operations'
import { readBalance } from '@/lib/api/queries'

export const GET = apiRoute(operations.balance, (ctx) => readBalance(ctx))
