import type { layoutNames } from '@/lib/ai/shared/listing-names'
import type { ImageAction, ImageRow } from '@/lib/images/views'

/** Labels for images, shared by the library and the page. */

export const actionLabels: Record<ImageAction, string> = {
  'image.generate': 'Generated',
  'image.regenerate': 'Regenerated',
  'image.edit': 'Edited',
}

export const formatLabels: Record<ImageRow['format'], string> = {
  square: 'Square post, 1080 × 1080',
  portrait: 'Portrait post, 1080 × 1350',
  story: 'Story, 1080 × 1920',
  link: 'Link preview, 1200 × 630',
}

export const layoutLabels: Record<(typeof layoutNames)[number], string> = {
  cover: 'Full picture',
  gallery: 'Gallery',
  panel: 'Side panel',
  frame: 'Framed',
}
