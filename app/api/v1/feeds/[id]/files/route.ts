import { apiRoute } from '@/app/_lib/routes/api-route'
import { limitedBytes } from '@/app/_lib/routes/limited-body'
import { operations } from '@/lib/api/operations'
import { pushFeedFile } from '@/lib/api/products/feeds/feeds'
import { MOST_FILE_BYTES } from '@/lib/files/files'

export const POST = apiRoute(operations.pushFeedFile, async (ctx, input, _key, request) =>
  pushFeedFile(ctx, input, await limitedBytes(request, MOST_FILE_BYTES)),
)
