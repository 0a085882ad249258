import type { ActionKey } from '@/lib/credits/shared/actions'

/** Labels for people: `label` is the action, `unit` what is counted, `feature` the part of the product. */
export const actionLabels: Record<ActionKey, { label: string; unit: string; feature: string }> = {
  'report.generate': { label: 'Generate a report', unit: 'report', feature: 'Reports' },
  'image.generate': { label: 'Generate an AI image', unit: 'image', feature: 'Images' },
  'image.regenerate': { label: 'Regenerate an AI image', unit: 'image', feature: 'Images' },
  'image.edit': { label: 'Edit an AI image', unit: 'edit', feature: 'Images' },
  'feed.post': { label: 'Property feed post', unit: 'post', feature: 'Property feed' },
  'valuation.instant': { label: 'Instant Valuation', unit: 'valuation', feature: 'Valuations' },
  'campaign.send': { label: 'Email campaign', unit: 'email', feature: 'Campaigns' },
}
