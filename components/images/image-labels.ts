import type { ImageAction, ImageRow } from '@/lib/images/views'

/** The words about images, in one place, so that the library and the page say the same. */

export const actionNames: Record<ImageAction, string> = {
  'image.generate': 'Generated',
  'image.regenerate': 'Another take',
  'image.edit': 'Edited',
}

export const formatWords: Record<ImageRow['format'], string> = {
  square: 'Square post, 1080 × 1080',
  portrait: 'Portrait post, 1080 × 1350',
  story: 'Story, 1080 × 1920',
  link: 'Link preview, 1200 × 630',
}
