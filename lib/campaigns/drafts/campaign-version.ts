import { hash } from 'node:crypto'
import type { campaigns } from '@/db/schema'
import { Refusal } from '@/lib/core/errors'
import type { Branding } from '@/lib/templates/views'

type Content = Pick<typeof campaigns.$inferSelect, 'subject' | 'body' | 'details' | 'listId'>

/** A hash of the content, the list and the sender. The same content has the same version. */
export function hashCampaign(
  { subject, body, details, listId }: Content,
  { logo, ...sender }: Branding,
): string {
  const fields = (of: object) => Object.entries(of).toSorted(([a], [b]) => a.localeCompare(b))
  const content = [subject, body, fields(details as object), listId, fields(sender)]
  return hash('sha256', JSON.stringify([content, logo && hash('sha256', logo, 'hex')]), 'hex')
}

/** Only the version that the person previewed can be sent. @throws Refusal `campaign.changed` */
export function assertVersion(campaign: Content, branding: Branding, version: string): void {
  if (hashCampaign(campaign, branding) === version) return
  throw new Refusal('campaign.changed', 'This campaign changed since you opened it. Review it again.')
}
