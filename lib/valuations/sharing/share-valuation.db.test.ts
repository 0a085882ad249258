import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { disconnect, inWorkspace, system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { auditEvents, members, users, valuationShares } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { code } from '@/lib/core/testing'
import { stopJobQueue } from '@/lib/jobs/queue'
import { requestWork } from '@/lib/paid-work/request'
import { createShare, getActiveShare, revokeShare } from '@/lib/paid-work/sharing/share'
import { shareToken } from '@/lib/paid-work/sharing/share-token'
import { saveSender } from '@/lib/templates/render/branding'
import { saveAgentCard } from '@/lib/workspaces/agent-card/agent-card'
import { changeBrand } from '@/lib/workspaces/brand/brand'
import { stopWork } from '@/lib/workspaces/deletion/stop-work'
import { scratchFolder } from '@/local/test/scratch-folder'
import { makeValuation } from '../make-valuation'
import { agency, prepareCatalog, pricedRequest } from '../testing'
import { valuationWork } from '../valuation-work'
import { readAgentContact } from './agent-contact'
import { readSharedValuation } from './read-shared-valuation'
import { valuationSharing } from './share-valuation'

beforeAll(async () => {
  Object.assign(process.env, {
    APP_ENV: 'demo',
    APP_URL: 'http://localhost:3000',
    NEXTAUTH_SECRET: 's'.repeat(32),
    STRIPE_SECRET_KEY: 'sk_test_shares',
    STRIPE_WEBHOOK_SECRET: 'whsec_shares',
    SMTP_URL: 'smtp://localhost:25',
    MAIL_FROM: 'Tests <tests@agency.test>',
    FILES_DIR: scratchFolder('valuation-shares'),
  })
  await prepareCatalog()
})
afterAll(async () => {
  await stopJobQueue()
  await disconnect()
})

async function readyValuation(ctx: WorkspaceContext): Promise<string> {
  const { id } = await requestWork(valuationWork, ctx, await pricedRequest(ctx))
  await makeValuation({ workspaceId: ctx.workspaceId, id })
  return id
}

const link = (id: string) => ({ id, requestId: randomUUID(), days: 30 })
const share = (ctx: WorkspaceContext, request: ReturnType<typeof link>) =>
  createShare(valuationSharing, ctx, request)

test('R12, R35: a link opens one valuation until it is revoked, and its secret is not stored', async () => {
  const [ctx, stranger] = [await agency(), await agency()]
  const id = await readyValuation(ctx)
  const request = link(id)
  expect(await code(share(stranger, request))).toBe('not-found')
  const [{ token }, again] = await Promise.all([share(ctx, request), share(ctx, request)])
  expect(again.token).toBe(token)
  const shown = await readSharedValuation(token)
  expect(shown).toMatchObject({ id, label: '12 Test Lane', result: { estimateUsd: expect.any(Number) } })
  expect(Object.keys(shown ?? {})).not.toContain('paid')

  const stored = await system().select().from(valuationShares).where(eq(valuationShares.valuationId, id))
  expect(stored).toHaveLength(1)
  expect(JSON.stringify(stored)).not.toContain(token.split('.')[1])
  expect(await getActiveShare(valuationSharing, ctx, id)).toMatchObject({ token })
  expect(await getActiveShare(valuationSharing, stranger, id)).toBeNull()
  // Row security: another workspace does not see the row, whatever the query says.
  expect(await inWorkspace(stranger.workspaceId, (tx) => tx.select().from(valuationShares))).toEqual([])

  expect(await readSharedValuation(token.replace(/^\d+/, String(stranger.workspaceId)))).toBeNull()
  expect(await readSharedValuation(shareToken('report-share', ctx.workspaceId, request.requestId))).toBeNull()
  expect(await readSharedValuation('../../etc')).toBeNull()

  const next = await share(ctx, link(id))
  expect(await readSharedValuation(token)).toBeNull()
  expect(await code(share(ctx, request))).toBe('share.ended')
  expect(await code(revokeShare(valuationSharing, stranger, { id }))).toBe('not-found')
  await revokeShare(valuationSharing, ctx, { id })
  await revokeShare(valuationSharing, ctx, { id })
  expect(await readSharedValuation(next.token)).toBeNull()
  expect(await getActiveShare(valuationSharing, ctx, id)).toBeNull()
  const verbs = await system()
    .select({ verb: auditEvents.verb })
    .from(auditEvents)
    .where(eq(auditEvents.workspaceId, ctx.workspaceId))
  expect(verbs.map(({ verb }) => verb).filter((verb) => verb.includes('share'))).toEqual([
    'valuation.share',
    'valuation.share',
    'valuation.unshare',
  ])
})

test('a valuation that is not ready has no link', async () => {
  const ctx = await agency()
  const { id } = await requestWork(valuationWork, ctx, await pricedRequest(ctx))
  expect(await code(share(ctx, link(id)))).toBe('not-found')
})

test('R35: a link ends when it expires and when its workspace is deleted', async () => {
  const ctx = await agency()
  const [first, second] = [await readyValuation(ctx), await readyValuation(ctx)]
  const [a, b] = [await share(ctx, link(first)), await share(ctx, link(second))]
  await system()
    .update(valuationShares)
    .set({ expiresAt: sql`${marketNow} - interval '1 second'` })
    .where(eq(valuationShares.valuationId, first))
  expect(await readSharedValuation(a.token)).toBeNull()
  expect(await readSharedValuation(b.token)).not.toBeNull()
  await system().transaction((tx) => stopWork(tx, ctx.workspaceId))
  expect(await readSharedValuation(b.token)).toBeNull()
})

test('the contact is what the agency entered, and the agent with a card only while they are a member', async () => {
  const ctx = await agency()
  await changeBrand(ctx, { agencyName: 'Harbour & Vale', color: '#803010' })
  const contact = () => readAgentContact(ctx.workspaceId, ctx.userId)
  expect(await contact()).toEqual({
    agentName: '',
    agencyName: 'Harbour & Vale',
    phone: '',
    email: '',
    website: '',
  })
  await saveSender(ctx, {
    replyTo: 'hello@harbour.test',
    phone: '+1 206 555 0100',
    website: 'https://harbour.test',
    postalAddress: '1 Pier, Seattle',
  })
  expect(await contact()).toMatchObject({ email: 'hello@harbour.test', phone: '+1 206 555 0100' })
  await saveAgentCard(ctx, { name: 'Tess Ter', phone: '(206) 555-0199', email: '', license: '' })
  expect(await contact()).toMatchObject({
    agentName: 'Tess Ter',
    email: 'hello@harbour.test',
    phone: '(206) 555-0199',
  })
  await system().delete(members).where(eq(members.userId, ctx.userId))
  expect((await contact()).agentName).toBe('')
  expect(await system().select().from(users).where(eq(users.id, ctx.userId))).toHaveLength(1)
})
