import { apiRoute } from '@/app/_lib/routes/api-route'
import { operations } from '@/lib/api/operations'
import { editImage } from '@/lib/api/products/images/images'

export const POST = apiRoute(operations.editImage, editImage)
