import { apiRoute } from '@/app/_lib/routes/api-route'
import { operations } from '@/lib/api/operations'
import { cancelValuation } from '@/lib/api/products/valuations/valuations'

export const POST = apiRoute(operations.cancelValuation, cancelValuation)
