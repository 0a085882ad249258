import { apiRoute } from '@/app/_lib/routes/api-route'
import { operations } from '@/lib/api/operations'
import { createValuation, listValuations } from '@/lib/api/products/valuations/valuations'

export const GET = apiRoute(operations.listValuations, listValuations)
export const POST = apiRoute(operations.createValuation, createValuation)
