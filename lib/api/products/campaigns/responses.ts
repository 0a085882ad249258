import { z } from 'zod'
import { campaignStatuses, recipientStatuses } from '@/db/schema/work/campaigns'
import { instant, pageOf, paid, rowId, whole } from '../parts'

const status = z.enum(campaignStatuses)

const Campaign = z.strictObject({
  id: rowId,
  status,
  name: z.string(),
  listId: rowId.nullable().describe('Null: all contacts, or a list that was deleted'),
  listName: z.string(),
  subject: z.string(),
  body: z.string(),
  fields: z.record(z.string(), z.string()).describe('Values of merge fields'),
  version: z.string().describe('Identifies the content; send it when you send the campaign'),
  recipients: whole.describe('Fixed when it is sent or scheduled; before that, the current number'),
  leftOut: whole.describe('Contacts on the list who are suppressed'),
  missingFields: z
    .array(
      z.strictObject({
        field: z.string(),
        recipients: whole.nullable().describe('How many are affected; null for all'),
      }),
    )
    .describe('Merge fields without a value. A campaign is only sent without any'),
  counts: z.record(z.enum(recipientStatuses), whole).describe('Recipients by status'),
  unsubscribed: whole.describe('Recipients who unsubscribed'),
  progressPercent: whole,
  scheduledAt: instant.nullable(),
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
  createdBy: z.string().describe('For a service key, the person who created it'),
  failure: z.string().nullable().describe('Why it was not sent or stopped'),
  paid,
  url: z.url().describe('This object in the API; poll it while it is sent'),
  pageUrl: z.url().describe('Its page, for members of the workspace'),
})

const CampaignList = pageOf(
  z.strictObject({
    id: rowId,
    name: z.string(),
    listName: z.string(),
    status,
    at: instant.describe('When it was or will be sent; for a draft, when it was created'),
    recipients: whole,
    accepted: whole.describe('Emails that the recipients’ servers accepted'),
  }),
)

const CampaignPreview = z.strictObject({
  version: z.string().describe('Send it with the campaign'),
  recipients: whole.describe('Send it with the campaign'),
  quotedCredits: whole.describe('The total price; send it with the campaign'),
  leftCredits: whole,
  affordable: z.boolean().describe('Whether it could be sent now'),
  sample: z
    .strictObject({ index: whole, to: z.string(), subject: z.string(), html: z.string() })
    .nullable()
    .describe('The email as one recipient gets it; null without recipients'),
})

export const campaignResponses = { Campaign, CampaignList, CampaignPreview }
