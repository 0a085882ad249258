import { apiRoute } from '@/app/_lib/routes/api-route'
import { operations } from '@/lib/api/operations'
import { createReport, listReports } from '@/lib/api/products/reports/reports'

export const GET = apiRoute(operations.listReports, listReports)
export const POST = apiRoute(operations.createReport, createReport)
