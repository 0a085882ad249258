import { isDeepStrictEqual } from 'node:util'
import { TZDate } from '@date-fns/tz'
import type { z } from 'zod'
import { ConfirmInput, DraftInput } from '@/lib/campaigns/drafts/campaign-input'
import { confirmCampaign } from '@/lib/campaigns/drafts/confirm-campaign'
import { saveDraft } from '@/lib/campaigns/drafts/save-draft'
import { deleteDraft, stopCampaign } from '@/lib/campaigns/drafts/stop-campaign'
import { getCampaign as findCampaign, previewForRecipient } from '@/lib/campaigns/get-campaign'
import { listCampaigns as list } from '@/lib/campaigns/list-campaigns'
import type { CampaignView } from '@/lib/campaigns/views'
import { isRefusal, Refusal } from '@/lib/core/errors'
import { quote } from '@/lib/metering/metered'
import { getTemplate } from '@/lib/templates/templates'
import { instantOf } from '@/lib/workspaces/time-zone/future-time'
import type { ApiContext } from '../../keys/authenticate'
import type { PageInput } from '../parts'
import { apiUrl, asRequest, keyUsed, pageUrl, requestId } from '../requests'
import { type campaignOperations, draftForm } from './operations'

type InputOf<Name extends keyof typeof campaignOperations> = z.output<
  (typeof campaignOperations)[Name]['input']
>
type ById = { id: string }

export async function createCampaign(
  ctx: ApiContext,
  fields: InputOf<'createCampaign'>,
  idempotencyKey: string,
) {
  const draft = DraftInput.parse(draftForm(fields, requestId(ctx, idempotencyKey)))
  const known = await findKnown(ctx, draft.id)
  // A repeated request returns the campaign as it is now, and never overwrites it.
  if (known && !(await isOfDraft(ctx, known, draft))) throw keyUsed()
  if (!known) await asRequest(saveDraft(ctx, draft))
  return getCampaign(ctx, draft)
}

async function findKnown(ctx: ApiContext, id: string): Promise<CampaignView | null> {
  return findCampaign(ctx, id).catch((error) => {
    if (isRefusal(error, 'not-found')) return null
    throw error
  })
}

/** Whether the request is the one that created the campaign. */
async function isOfDraft(ctx: ApiContext, known: CampaignView, draft: DraftInput): Promise<boolean> {
  const { name, listId, subject, details } = known
  const isSame = isDeepStrictEqual(
    { name, listId, subject, details },
    { name: draft.name, listId: draft.listId, subject: draft.subject, details: draft.details },
  )
  if (!isSame || !draft.templateId) return isSame
  const template = await getTemplate(ctx, draft.templateId).catch((error) => {
    if (isRefusal(error, 'not-found')) return null
    throw error
  })
  // Without the template, nothing says that it was another one.
  return !template || template.body === known.body
}

export async function getCampaign(ctx: ApiContext, { id }: ById) {
  const campaign = await findCampaign(ctx, id)
  const { status, name, listId, listName, subject, body, details, version, recipients, leftOut } = campaign
  const { gaps, counts, unsubscribed, progressPercent, failure, paid, createdBy } = campaign
  const { scheduledAt, startedAt, finishedAt } = campaign
  return {
    ...{ id, status, name, listId, listName, subject, body, version, recipients, leftOut },
    fields: details,
    missingFields: gaps.map(({ field, people }) => ({ field, recipients: people })),
    ...{ counts, unsubscribed, progressPercent, scheduledAt, startedAt, finishedAt },
    ...{ createdBy, failure, paid },
    url: apiUrl(`/campaigns/${id}`),
    pageUrl: pageUrl(`/campaigns/${id}`),
  }
}

export async function listCampaigns(ctx: ApiContext, query: z.output<typeof PageInput>) {
  const { rows, nextBefore } = await list(ctx, query)
  return { items: rows, nextBefore }
}

export async function previewCampaign(ctx: ApiContext, { id, index }: InputOf<'previewCampaign'>) {
  const { version, recipients } = await findCampaign(ctx, id)
  const [price, sample] = await Promise.all([
    quote(ctx, 'campaign.send', Math.max(1, recipients)),
    previewForRecipient(ctx, id, index),
  ])
  return {
    version,
    recipients,
    quotedCredits: price.credits,
    leftCredits: price.leftCredits,
    affordable: recipients > 0 && price.affordable,
    sample: sample && { index: sample.index, to: sample.to, subject: sample.subject, html: sample.html },
  }
}

export async function sendCampaign(
  ctx: ApiContext,
  { id, recipients, sendAt, ...confirmed }: InputOf<'sendCampaign'>,
  idempotencyKey: string,
) {
  const request = ConfirmInput.parse({
    ...confirmed,
    id,
    people: recipients,
    requestId: requestId(ctx, idempotencyKey),
    sendAt: sendAt ? localTime(sendAt, ctx.timeZone) : '',
  })
  await asRequest(confirmCampaign(ctx, request))
  return getCampaign(ctx, { id })
}

/**
 * An instant as the form's field: a local time of the workspace, to the minute.
 * @throws Refusal `time.inexact`: the field cannot say it
 */
function localTime(sendAt: string, timeZone: string): string {
  const local = new TZDate(sendAt, timeZone).toISOString().slice(0, 'YYYY-MM-DDTHH:MM'.length)
  if (instantOf(local, timeZone).getTime() === Date.parse(sendAt)) return local
  throw new Refusal(
    'time.inexact',
    'Choose a whole minute, and not the hour that occurs twice when clocks are set back.',
  )
}

export async function cancelCampaign(ctx: ApiContext, { id }: ById) {
  await stopCampaign(ctx, { id })
  return getCampaign(ctx, { id })
}

export async function deleteCampaign(ctx: ApiContext, { id }: ById) {
  await findCampaign(ctx, id)
  await deleteDraft(ctx, { id })
  return { id, deleted: true as const }
}
