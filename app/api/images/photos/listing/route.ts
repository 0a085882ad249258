import { workspaceRoute } from '@/app/_lib/routes/workspace-route'
import { ListingPhotoInput, saveListingPhoto } from '@/lib/images/photos/listing-photo'

/** Takes over a photo of a listing for an image of it. */
export const POST = workspaceRoute(
  { permission: 'content.create', limit: 'upload', input: ListingPhotoInput },
  async (ctx, input) => saveListingPhoto(ctx, input),
)
