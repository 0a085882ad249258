import { z } from 'zod'

const MOST_PHOTOS = 40
const WithPhotos = z.object({ photoUrls: z.array(z.string()) })

/** What a stored listing says of its photos; an address that is none is left out. */
export function photosOf(data: unknown): string[] {
  const listing = WithPhotos.safeParse(data)
  if (!listing.success) return []
  return listing.data.photoUrls.filter((url) => /^https?:\/\//.test(url)).slice(0, MOST_PHOTOS)
}
