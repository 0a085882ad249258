import { apiRoute } from '@/app/_lib/routes/api-route'
import { operations } from '@/lib/api/operations'
import { shareReport, unshareReport } from '@/lib/api/products/reports/reports'

export const POST = apiRoute(operations.shareReport, shareReport)
export const DELETE = apiRoute(operations.unshareReport, unshareReport)
