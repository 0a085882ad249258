import type { ActionKey } from '@/lib/credits/shared/actions'

/** What people read: `label` names the action, `unit` what is counted, `feature` the part of the product it belongs to. */
export const actionLabels: Record<ActionKey, { label: string; unit: string; feature: string }> = {
  'report.generate': { label: 'Generate a report', unit: 'report', feature: 'Reports' },
  'image.generate': { label: 'Generate an AI image', unit: 'image', feature: 'Images' },
  'image.regenerate': { label: 'Re-generate an AI image', unit: 'image', feature: 'Images' },
  'image.edit': { label: 'Edit an AI image', unit: 'edit', feature: 'Images' },
  'feed.post': { label: 'Property feed post', unit: 'post', feature: 'Property feed' },
  'valuation.instant': { label: 'Instant Valuation', unit: 'valuation', feature: 'Valuations' },
  'campaign.send': { label: 'Email campaign', unit: 'email', feature: 'Campaigns' },
}
