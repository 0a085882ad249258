import { apiRoute } from '@/app/_lib/routes/api-route'
import { limitedBytes } from '@/app/_lib/routes/limited-body'
import { operations } from '@/lib/api/operations'
import { uploadPhoto } from '@/lib/api/products/images/images'
import { MOST_PHOTO_BYTES } from '@/lib/images/photos/read-photo'

export const POST = apiRoute(operations.uploadPhoto, async (ctx, _input, _key, request) =>
  uploadPhoto(ctx, await limitedBytes(request, MOST_PHOTO_BYTES)),
)
