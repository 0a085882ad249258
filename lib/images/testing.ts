import { randomUUID } from 'node:crypto'
import { preparePrices } from '@/lib/metering/testing'
import { briefOf } from './edits/brief'
import type { ImageRequest } from './image-work'

/** Scenario builders for the database tests of images. */

export { agency, balance } from '@/lib/metering/testing'

export const prepareCatalog = () =>
  preparePrices({
    'image.generate': { credits: 20 },
    'image.regenerate': { credits: 10 },
    'image.edit': { credits: 5 },
  })

/** The input of a new image, at its current price. */
export const imageInput = (
  over: { id?: string; quotedCredits?: number; headline?: string; photoId?: string | null } = {},
) => ({
  id: randomUUID(),
  quotedCredits: 20,
  headline: 'A garden home near Green Lake',
  address: '8215 Ashworth Ave N, Seattle',
  price: '$845,000',
  details: '4 bed, 2.5 bath',
  badge: 'Just listed',
  // A photo cannot show another home.
  wish: over.photoId ? '' : 'a modern home',
  format: 'square' as const,
  photoId: null,
  ...over,
})

/** A new image as `generateImage` requests it, at the price of the catalog above. */
export function request(): ImageRequest {
  const { id, quotedCredits, photoId, ...fields } = imageInput()
  const brief = briefOf(fields, 'Test agency', 1)
  return {
    id,
    quotedCredits,
    photoId,
    brief,
    action: 'image.generate',
    title: brief.headline,
    rootId: id,
    parentId: null,
    instruction: null,
  }
}
