import { apiRoute } from '@/app/_lib/routes/api-route'
import { operations } from '@/lib/api/operations'
import { shareValuation, unshareValuation } from '@/lib/api/products/valuations/valuations'

export const POST = apiRoute(operations.shareValuation, shareValuation)
export const DELETE = apiRoute(operations.unshareValuation, unshareValuation)
