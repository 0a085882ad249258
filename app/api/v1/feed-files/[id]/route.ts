import { apiRoute } from '@/app/_lib/routes/api-route'
import { operations } from '@/lib/api/operations'
import { getFeedFile } from '@/lib/api/products/feeds/feeds'

export const GET = apiRoute(operations.getFeedFile, getFeedFile)
