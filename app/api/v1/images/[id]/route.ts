import { apiRoute } from '@/app/_lib/routes/api-route'
import { operations } from '@/lib/api/operations'
import { getImage } from '@/lib/api/products/images/images'

export const GET = apiRoute(operations.getImage, getImage)
