import { apiRoute } from '@/app/_lib/routes/api-route'
import { operations } from '@/lib/api/operations'
import { createImage, listImages } from '@/lib/api/products/images/images'

export const GET = apiRoute(operations.listImages, listImages)
export const POST = apiRoute(operations.createImage, createImage)
