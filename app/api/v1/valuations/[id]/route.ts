import { apiRoute } from '@/app/_lib/routes/api-route'
import { operations } from '@/lib/api/operations'
import { getValuation } from '@/lib/api/products/valuations/valuations'

export const GET = apiRoute(operations.getValuation, getValuation)
