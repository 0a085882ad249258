import { inArray, isNotNull, type SQL } from 'drizzle-orm'
import { campaignRecipients } from '@/db/schema'
import type { RecipientFilter } from '../shared/outcomes'

/** The recipients of a filter; undefined for all. An email that was refused right away bounced too, for its reader. */
export function recipientsIn(filter: RecipientFilter | undefined): SQL | undefined {
  switch (filter) {
    case 'bounced':
      return inArray(campaignRecipients.status, ['bounced', 'rejected'])
    case 'spam':
      return inArray(campaignRecipients.status, ['complained'])
    case 'unsubscribed':
      return isNotNull(campaignRecipients.unsubscribedAt)
    case undefined:
      return undefined
  }
}
