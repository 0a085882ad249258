import { apiRoute } from '@/app/_lib/routes/api-route'
import { operations } from '@/lib/api/operations'
import { waitingPosts } from '@/lib/api/products/feeds/posts'

export const GET = apiRoute(operations.waitingPosts, waitingPosts)
