import { apiRoute } from '@/app/_lib/routes/api-route'
import { operations } from '@/lib/api/operations'
import { cancelReport } from '@/lib/api/products/reports/reports'

export const POST = apiRoute(operations.cancelReport, cancelReport)
