import { apiRoute } from '@/app/_lib/routes/api-route'
import { operations } from '@/lib/api/operations'
import { downloadValuation } from '@/lib/api/products/valuations/valuations'

export const GET = apiRoute(operations.downloadValuation, downloadValuation)
