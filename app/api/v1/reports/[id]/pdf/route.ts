import { apiRoute } from '@/app/_lib/routes/api-route'
import { operations } from '@/lib/api/operations'
import { downloadReport } from '@/lib/api/products/reports/reports'

export const GET = apiRoute(operations.downloadReport, downloadReport)
