import { apiRoute } from '@/app/_lib/routes/api-route'
import { operations } from '@/lib/api/operations'
import { listFeeds } from '@/lib/api/products/feeds/feeds'

export const GET = apiRoute(operations.listFeeds, listFeeds)
