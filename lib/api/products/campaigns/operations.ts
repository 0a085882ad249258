import { z } from 'zod'
import { DraftInput, MAX_LATE_HOURS } from '@/lib/campaigns/drafts/campaign-input'
import { mergeFields } from '@/lib/templates/merge-fields'
import type { Operation } from '../../operation'
import { ANY_ID, followsForm, IdPath, PageInput, quotedCredits, rowId } from '../parts'

/** A personal field, such as `first_name`, is the fallback for people without one. */
const fieldNames = mergeFields
  .filter(({ of, name }) => of !== 'agency' && name !== 'email')
  .map(({ name }) => [name, z.string().max(300).optional()] as const)

const Draft = z.object({
  name: z.string(),
  listId: rowId.nullable().describe('Null for all contacts'),
  templateId: rowId.describe('The email template whose content is copied'),
  subject: z.string(),
  fields: z
    .strictObject(Object.fromEntries(fieldNames))
    .default({})
    .describe('Values of merge fields; for a personal field, the fallback for people without one'),
})

/** The fields of the page's form. */
export const draftForm = ({ listId, fields, ...draft }: z.output<typeof Draft>, id = ANY_ID) => ({
  ...draft,
  id,
  listId: listId ?? '',
  ...Object.fromEntries(Object.entries(fields).map(([name, value]) => [`detail.${name}`, value])),
})

const CreateCampaign = Draft.superRefine(
  followsForm(
    DraftInput,
    (draft: z.output<typeof Draft>) => draftForm(draft),
    (field) =>
      String(field).startsWith('detail.') ? ['fields', String(field).slice('detail.'.length)] : [field],
  ),
)

const SendCampaign = IdPath.extend({
  version: z.string().max(64).describe('From the preview: only the content you saw is sent'),
  recipients: z.int().min(0).describe('From the preview'),
  quotedCredits,
  sendAt: z.iso
    .datetime({ offset: true })
    .optional()
    .describe(
      'Sends it now if not given. A scheduled campaign is paid when it is sent, at the price confirmed here',
    ),
  lateAfterHours: z
    .int()
    .min(1)
    .max(MAX_LATE_HOURS)
    .optional()
    .describe('A scheduled campaign that would be sent later than this is put on hold'),
})

export const campaignOperations = {
  createCampaign: {
    method: 'POST',
    path: '/campaigns',
    scope: 'campaigns.write',
    summary: 'Create the draft of an email campaign; nothing is sent',
    input: CreateCampaign,
    response: 'Campaign',
    keyed: true,
    status: 201,
    example: {
      name: 'Spring',
      listId: null,
      templateId: ANY_ID,
      subject: 'News for {{ first_name | default: "you" }}',
      fields: { area: 'Green Lake' },
    },
  },
  listCampaigns: {
    method: 'GET',
    path: '/campaigns',
    scope: 'campaigns.read',
    summary: 'List campaigns, newest first',
    input: PageInput,
    response: 'CampaignList',
  },
  getCampaign: {
    method: 'GET',
    path: '/campaigns/{id}',
    scope: 'campaigns.read',
    summary: 'Get a campaign with its recipients by status and what it cost',
    input: IdPath,
    response: 'Campaign',
  },
  previewCampaign: {
    method: 'GET',
    path: '/campaigns/{id}/preview',
    scope: 'campaigns.read',
    summary: 'Get a draft as a recipient would get it, with its total price',
    input: IdPath.extend({
      index: z.coerce.number().int().min(0).max(1_000_000).default(0).describe('Which recipient, from 0'),
    }),
    response: 'CampaignPreview',
  },
  sendCampaign: {
    method: 'POST',
    path: '/campaigns/{id}/send',
    scope: 'campaigns.write',
    summary: 'Send or schedule a campaign, for the quoted total; only emails that are accepted are charged',
    input: SendCampaign,
    response: 'Campaign',
    keyed: true,
    status: 202,
    example: { version: '5f2c…', recipients: 25, quotedCredits: 9 },
  },
  cancelCampaign: {
    method: 'POST',
    path: '/campaigns/{id}/cancel',
    scope: 'campaigns.write',
    summary: 'Move a scheduled campaign to drafts, or stop one that is being sent',
    input: IdPath,
    response: 'Campaign',
  },
  deleteCampaign: {
    method: 'DELETE',
    path: '/campaigns/{id}',
    scope: 'campaigns.write',
    summary: 'Delete a draft',
    input: IdPath,
    response: 'Deleted',
  },
} satisfies Record<string, Operation>
