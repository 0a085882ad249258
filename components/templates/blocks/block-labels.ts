import type { Block, CardKind } from '@/lib/templates/shared/blocks'

export const cardLabels: Record<CardKind, { label: string; about: string }> = {
  listing: {
    label: 'Listing card',
    about: 'Photo, address, price, summary and link of the listing that the campaign is about.',
  },
  report: {
    label: 'Report card',
    about: 'Area, key figure and link of the report that the campaign is about.',
  },
}

export const blockLabel = (block: Block): string => {
  if (block.type === 'card') return cardLabels[block.of].label
  return { text: 'Text', picture: 'Picture', button: 'Button' }[block.type]
}

/** What can be added, as new blocks. */
export const newBlocks: { label: string; block: Block }[] = [
  { label: 'Text', block: { type: 'text', text: '' } },
  { label: 'Picture', block: { type: 'picture', name: '', alt: '' } },
  { label: 'Button', block: { type: 'button', label: '', address: '' } },
  { label: cardLabels.listing.label, block: { type: 'card', of: 'listing' } },
  { label: cardLabels.report.label, block: { type: 'card', of: 'report' } },
]
