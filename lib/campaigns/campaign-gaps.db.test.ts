import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { system } from '@/db/client'
import { campaigns } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { code } from '@/lib/core/testing'
import { saveSender } from '@/lib/templates/render/branding'
import { saveTemplate } from '@/lib/templates/templates'
import { closeConnections } from '@/local/test/connections'
import { DraftInput } from './drafts/campaign-input'
import { confirmCampaign } from './drafts/confirm-campaign'
import { saveDraft } from './drafts/save-draft'
import { getCampaign, previewForRecipient } from './get-campaign'
import { startDueCampaigns } from './sending/sweeps/start-due'
import { addPerson, agency, balance, confirmation, listOf, prepareCampaignPrices } from './testing'

beforeAll(prepareCampaignPrices)
afterAll(closeConnections)

const BODY = `Hi {{ first_name | default: "there" }},

this month: {{ figure }}.

{{ agent_name }}, {{ agency_phone | default: "by email" }}`

/** A draft to a list of three people. One of them has no name. */
async function draft(
  ctx: WorkspaceContext,
  details: Record<string, string>,
  content: { subject?: string; body?: string } = {},
): Promise<string> {
  const listId = await listOf(ctx, 2)
  await addPerson(ctx, listId, `unnamed.${randomUUID()}@list.test`)
  await system().execute(
    `update contacts set first_name = '', last_name = '' where workspace_id = ${ctx.workspaceId} and email like 'unnamed.%'`,
  )
  const { subject = 'News from {{ area | default: "us" }}', body = BODY } = content
  const templateId = randomUUID()
  await saveTemplate(ctx, { id: templateId, kind: 'email', name: 'News', subject, body })
  const { id } = await saveDraft(
    ctx,
    DraftInput.parse({
      id: randomUUID(),
      name: 'Spring',
      listId,
      templateId,
      subject,
      ...Object.fromEntries(Object.entries(details).map(([name, value]) => [`detail.${name}`, value])),
    }),
  )
  return id
}

const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString().slice(0, 16)

describe('R13: a campaign with a blank merge field is not sent', () => {
  test('sending and scheduling are refused, and nothing is reserved, until the fields are filled in', async () => {
    const ctx = await agency()
    const before = await balance(ctx)
    const id = await draft(ctx, { figure: '   ' })
    expect((await getCampaign(ctx, id)).gaps).toEqual([
      { field: 'figure', label: 'Key figure', of: 'details', people: null },
      { field: 'agent_name', label: 'Agent', of: 'details', people: null },
    ])
    expect(await code(confirmCampaign(ctx, await confirmation(ctx, id, 3)))).toBe('campaign.gaps')
    expect(await code(confirmCampaign(ctx, await confirmation(ctx, id, 3, { sendAt: tomorrow() })))).toBe(
      'campaign.gaps',
    )
    expect(await balance(ctx)).toEqual(before)
    expect((await getCampaign(ctx, id)).status).toBe('draft')
    const filled = await draft(ctx, { figure: 'up 4 %', agent_name: 'Sam Rivera' })
    await confirmCampaign(ctx, await confirmation(ctx, filled, 3))
    expect((await getCampaign(ctx, filled)).status).toBe('queued')
  })

  test('a personal field without a default counts the people without a value; a fallback fills it', async () => {
    const ctx = await agency()
    const content = { subject: 'For {{ first_name }}', body: 'Hi {{ first_name }}.' }
    const id = await draft(ctx, {}, content)
    expect((await getCampaign(ctx, id)).gaps).toEqual([
      { field: 'first_name', label: 'First name', of: 'person', people: 1 },
    ])
    expect(await code(confirmCampaign(ctx, await confirmation(ctx, id, 3)))).toBe('campaign.gaps')
    const filled = await draft(ctx, { first_name: 'neighbor' }, content)
    expect((await getCampaign(ctx, filled)).gaps).toEqual([])
    const subjects = await Promise.all([0, 1, 2].map((at) => previewForRecipient(ctx, filled, at)))
    expect(subjects.map((preview) => preview?.subject).toSorted()).toEqual([
      'For Person 1',
      'For Person 2',
      'For neighbor',
    ])
    expect(await code(confirmCampaign(ctx, await confirmation(ctx, filled, 3)))).toBe('no refusal')
  })

  test('the preview marks every blank field, including in the subject', async () => {
    const ctx = await agency()
    const id = await draft(ctx, {}, { subject: 'In {{ area }}', body: 'This month: {{ figure }}.' })
    const preview = await previewForRecipient(ctx, id, 0)
    expect(preview?.subject).toBe('In [Area missing]')
    expect(preview?.html).toMatch(/This month: <mark [^>]*>\[Key figure missing\]<\/mark>\./)
  })

  test('a scheduled campaign fails at its time if the sender details it needs were removed', async () => {
    const ctx = await agency()
    const sender = { replyTo: 'a@a.test', phone: '555 0100', website: '', postalAddress: '' }
    await saveSender(ctx, sender)
    const id = await draft(ctx, {}, { subject: 'News', body: 'Call {{ agency_phone }}.' })
    await confirmCampaign(ctx, await confirmation(ctx, id, 3, { sendAt: tomorrow() }))
    await saveSender(ctx, { ...sender, phone: '' })
    await system()
      .update(campaigns)
      .set({ scheduledAt: new Date(Date.now() - 60_000) })
      .where(eq(campaigns.id, id))
    await startDueCampaigns()
    expect(await getCampaign(ctx, id)).toMatchObject({
      status: 'refused',
      failure: expect.stringContaining('Agency phone'),
    })
    expect(await balance(ctx)).toMatchObject({ held: 0 })
  })

  test('saving a draft refuses an invalid link', () => {
    const input = { id: randomUUID(), name: 'Spring', listId: '', templateId: '', subject: 'News' }
    expect(DraftInput.safeParse({ ...input, 'detail.property_url': 'www.hill.test' }).success).toBe(false)
    expect(DraftInput.safeParse({ ...input, 'detail.property_url': 'https://hill.test/1' }).success).toBe(
      true,
    )
  })
})

test('R7: the subject is shown with its values, and with labels for fields that differ by recipient', async () => {
  const ctx = await agency()
  const id = await draft(
    ctx,
    { area: 'Ballard' },
    { subject: 'News from {{ area }} for {{ first_name }}', body: 'Hi.' },
  )
  expect((await getCampaign(ctx, id)).subjectParts).toEqual([
    { text: 'News from ' },
    { text: 'Ballard' },
    { text: ' for ' },
    { field: 'First name' },
  ])
})
