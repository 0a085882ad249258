import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { system } from '@/db/client'
import { auditEvents, campaignRecipients } from '@/db/schema'
import { setTestEnv } from '@/lib/billing/testing'
import { code } from '@/lib/core/testing'
import { inboxForTests } from '@/local/mail/testing'
import { closeConnections } from '@/local/test/connections'
import { listRecipients } from '../get-campaign'
import { sendCampaign } from '../sending/send-campaign'
import { agency, confirmed, outbox, prepareCampaignPrices } from '../testing'
import { exportRecipients } from './export-recipients'

const inbox = await inboxForTests()
setTestEnv({ SMTP_URL: inbox.smtpUrl })
beforeAll(prepareCampaignPrices)
afterAll(closeConnections)

/** A campaign of six: bounced, rejected, marked as spam, unsubscribed, and two that arrived. */
async function sent() {
  const ctx = await agency()
  const job = await confirmed(ctx, 6)
  await sendCampaign(job, { outbox })
  const set = (position: number, change: Partial<typeof campaignRecipients.$inferInsert>) =>
    system()
      .update(campaignRecipients)
      .set(change)
      .where(
        and(
          eq(campaignRecipients.workspaceId, ctx.workspaceId),
          eq(campaignRecipients.campaignId, job.id),
          eq(campaignRecipients.position, position),
        ),
      )
  await set(1, { status: 'bounced', cause: 'no-mailbox', answer: '550 5.1.1 unknown, "sorry"' })
  await set(2, { status: 'rejected', cause: 'full', answer: '552 quota' })
  await set(3, { status: 'complained' })
  await set(4, { unsubscribedAt: new Date('2026-11-29T10:00:00Z') })
  return { ctx, id: job.id }
}

const positions = ({ rows }: Awaited<ReturnType<typeof listRecipients>>) =>
  rows.map(({ position }) => position)

test('listRecipients filters by outcome, with reasons, and pages within the filter', async () => {
  const { ctx, id } = await sent()
  const bounced = await listRecipients(ctx, id, { filter: 'bounced', limit: 1 })
  expect(bounced.rows).toMatchObject([
    { position: 1, cause: 'no-mailbox', answer: expect.stringContaining('550') },
  ])
  const next = await listRecipients(ctx, id, { filter: 'bounced', limit: 1, after: bounced.nextAfter ?? 0 })
  expect(next).toMatchObject({ rows: [{ position: 2, cause: 'full' }], nextAfter: null, previousBefore: 2 })
  expect(positions(await listRecipients(ctx, id, { filter: 'spam', limit: 9 }))).toEqual([3])
  expect(positions(await listRecipients(ctx, id, { filter: 'unsubscribed', limit: 9 }))).toEqual([4])
  expect(positions(await listRecipients(ctx, id, { limit: 9 }))).toEqual([1, 2, 3, 4, 5, 6])
})

test('R43, R35: exportRecipients writes a filter as CSV, records it, and finds nothing of another workspace', async () => {
  const { ctx, id } = await sent()
  const csvOf = async (filter?: 'bounced' | 'unsubscribed') => {
    const { chunks } = await exportRecipients(ctx, id, filter)
    let text = ''
    for await (const chunk of chunks) text += chunk
    return text.trimEnd().split('\r\n')
  }
  const [header, first, ...others] = await csvOf('bounced')
  expect(header).toContain('Email,First name,Last name,Status,Reason,Server response')
  expect(first).toContain('bounced,The mailbox doesn’t exist,"550 5.1.1 unknown, ""sorry"""')
  expect(others).toHaveLength(1)
  expect((await csvOf('unsubscribed'))[1]).toContain('2026-11-29T10:00:00.000Z')
  expect(await csvOf()).toHaveLength(7)
  const events = await system()
    .select({ detail: auditEvents.detail })
    .from(auditEvents)
    .where(and(eq(auditEvents.workspaceId, ctx.workspaceId), eq(auditEvents.verb, 'export.recipients')))
  expect(events.map(({ detail }) => detail)).toContainEqual(expect.objectContaining({ rows: 2, id }))
  expect(await code(exportRecipients(await agency(), id, undefined))).toBe('not-found')
})
