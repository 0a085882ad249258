import type { images } from '@/db/schema'
import { ListingFacts } from '@/lib/ai/built-in/drawing/listing-facts'
import { builtInPainterLabel } from '@/lib/ai/image-model'
import { describeChanges } from '../shared/describe-changes'
import { understandEdit, understandWish } from '../shared/understand-image'
import type { ImageVersion } from '../views'

type Image = typeof images.$inferSelect

/**
 * What a version shows, derived from its brief rather than from the instruction. Claims nothing about a version that a
 * provider's model made, or that is not ready.
 */
export function captionVersion(
  image: Image,
  parent: Image | undefined,
): Pick<ImageVersion, 'changes' | 'leftOut'> {
  if (image.model !== builtInPainterLabel) return { changes: null, leftOut: [] }
  const brief = ListingFacts.parse(image.brief)
  const onPhoto = image.photoId !== null
  const before = parent ? ListingFacts.parse(parent.brief) : null
  const changes = before ? describeChanges(before, brief) : null
  if (image.instruction !== null && before)
    return { changes, leftOut: understandEdit(image.instruction, before, onPhoto).cannot }
  return { changes, leftOut: understandWish(brief.wish, brief, onPhoto).cannot }
}
