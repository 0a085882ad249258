import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { campaigns } from '@/db/schema'
import { saveList } from '@/lib/contacts/lists'
import { addContact } from '@/lib/contacts/save-contact'
import { contact } from '@/lib/contacts/testing'
import { assert } from '@/lib/core/assert'
import type { WorkspaceContext } from '@/lib/core/context'
import { quote } from '@/lib/metering/metered'
import { preparePrices } from '@/lib/metering/testing'
import { readBranding } from '@/lib/templates/render/branding'
import { saveTemplate } from '@/lib/templates/templates'
import { ConfirmInput, DraftInput } from './drafts/campaign-input'
import { hashCampaign } from './drafts/campaign-version'
import { confirmCampaign } from './drafts/confirm-campaign'
import { saveDraft } from './drafts/save-draft'

/** Builders for the database tests of campaigns. */

export { agency, balance } from '@/lib/metering/testing'

export const prepareCampaignPrices = () =>
  preparePrices({ 'campaign.send': { credits: 3, per: 10, minimum: 3 } })

/** A list of `people` contacts, in this order. The email server rejects the last `rejected` of them. */
export async function listOf(ctx: WorkspaceContext, people: number, rejected = 0): Promise<string> {
  const list = { id: randomUUID(), name: `List ${randomUUID().slice(0, 8)}` }
  await saveList(ctx, list)
  const tag = list.id.slice(0, 8)
  await system().execute(sql`
    with made as (
      insert into contacts (workspace_id, id, email, first_name, consent_source, consent_at, created_by, created_at)
      select ${ctx.workspaceId}, gen_random_uuid(),
        'p' || n || '.' || ${tag} || case when n > ${people - rejected} then '@reject.test' else '@list.test' end,
        'Person ' || n, 'Form', '2026-01-05', ${ctx.userId}, ${marketNow} + n * interval '1 microsecond'
      from generate_series(1, ${people}::int) n returning workspace_id, id)
    insert into contact_list_members (workspace_id, list_id, contact_id)
    select workspace_id, ${list.id}::uuid, id from made`)
  return list.id
}

export async function addPerson(ctx: WorkspaceContext, listId: string, email: string): Promise<string> {
  const person = contact({ email, listIds: [listId] })
  await addContact(ctx, person)
  return person.id
}

/** A draft to a list, from a new template. */
export async function draftTo(ctx: WorkspaceContext, listId: string): Promise<string> {
  const templateId = randomUUID()
  const content = {
    name: 'News',
    subject: 'News',
    body: 'Hi {{ first_name | default: "there" }}, {{ area }}!',
  }
  await saveTemplate(ctx, { id: templateId, kind: 'email', ...content })
  const draft = { id: randomUUID(), name: 'Spring', listId, templateId, subject: 'News for {{ first_name }}' }
  const { id } = await saveDraft(ctx, DraftInput.parse({ ...draft, 'detail.area': 'Green Lake' }))
  return id
}

/** A confirmation at the current price. */
export async function confirmation(
  ctx: WorkspaceContext,
  id: string,
  people: number,
  over: Record<string, unknown> = {},
): Promise<ConfirmInput> {
  const { credits } = await quote(ctx, 'campaign.send', people)
  const [campaign] = await system().select().from(campaigns).where(eq(campaigns.id, id))
  assert(campaign, 'the campaign exists')
  const version = hashCampaign(campaign, await readBranding(campaign))
  const request = { id, requestId: randomUUID(), quotedCredits: credits, version, people }
  return ConfirmInput.parse({ ...request, ...over })
}

/** A confirmed campaign to a new list, ready to be sent. */
export async function confirmed(ctx: WorkspaceContext, people: number, rejected = 0) {
  const listId = await listOf(ctx, people, rejected)
  const id = await draftTo(ctx, listId)
  await confirmCampaign(ctx, await confirmation(ctx, id, people))
  return { id, listId, workspaceId: ctx.workspaceId }
}

/** The part that all addresses of a list contain. */
export const tagOf = (listId: string) => listId.slice(0, 8)

/** No rate limit: the local inbox accepts everything. */
export const outbox = { perSecond: 0 }
