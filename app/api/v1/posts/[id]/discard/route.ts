import { apiRoute } from '@/app/_lib/routes/api-route'
import { operations } from '@/lib/api/operations'
import { discardPost } from '@/lib/api/products/feeds/posts'

export const POST = apiRoute(operations.discardPost, discardPost)
