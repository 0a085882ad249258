import { apiRoute } from '@/app/_lib/routes/api-route'
import { operations } from '@/lib/api/operations'
import { readStatement } from '@/lib/api/queries'

export const GET = apiRoute(operations.statement, readStatement)
