import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { disconnect, system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { reportShares } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { code } from '@/lib/core/testing'
import { stopJobQueue } from '@/lib/jobs/queue'
import { requestWork } from '@/lib/paid-work/request'
import { createShare, getActiveShare, revokeShare } from '@/lib/paid-work/sharing/share'
import { brandWithLogo, changeBrand } from '@/lib/workspaces/brand/brand'
import { scratchFolder } from '@/local/test/scratch-folder'
import { getReport } from '../get-report'
import { makeReport } from '../make-report'
import { reportPdf } from '../pdf/report-pdf'
import { reportWork } from '../report-work'
import { agency, prepareCatalog, pricedRequest, writer } from '../testing'
import { readSharedReport } from './read-shared-report'
import { reportSharing } from './share-report'

beforeAll(async () => {
  Object.assign(process.env, {
    APP_ENV: 'demo',
    APP_URL: 'http://localhost:3000',
    NEXTAUTH_SECRET: 's'.repeat(32),
    STRIPE_SECRET_KEY: 'sk_test_shares',
    STRIPE_WEBHOOK_SECRET: 'whsec_shares',
    SMTP_URL: 'smtp://localhost:25',
    MAIL_FROM: 'Tests <tests@agency.test>',
    FILES_DIR: scratchFolder('shares'),
  })
  await prepareCatalog()
})
afterAll(async () => {
  await stopJobQueue()
  await disconnect()
})

async function readyReport(ctx: WorkspaceContext): Promise<{ id: string }> {
  const one = await requestWork(reportWork, ctx, await pricedRequest(ctx))
  await makeReport({ ...ctx, ...one }, { model: writer })
  return one
}

const link = (id: string) => ({ id, requestId: randomUUID(), days: 30 })

test('R12, R35: a link opens one report until it is revoked, and its secret is not stored', async () => {
  const [ctx, stranger] = [await agency(), await agency()]
  const { id } = await readyReport(ctx)
  const request = link(id)
  expect(await code(createShare(reportSharing, stranger, request))).toBe('not-found')
  const [{ token }, again] = await Promise.all([
    createShare(reportSharing, ctx, request),
    createShare(reportSharing, ctx, request),
  ])
  expect(again.token).toBe(token)
  expect(await readSharedReport(token)).toMatchObject({ id, result: { figures: { areaName: '98103' } } })
  const stored = await system().select().from(reportShares).where(eq(reportShares.reportId, id))
  expect(stored).toHaveLength(1)
  expect(JSON.stringify(stored)).not.toContain(token.split('.')[1])
  // Members can see and copy it as long as it is active; other workspaces cannot.
  expect(await getActiveShare(reportSharing, ctx, id)).toMatchObject({
    token,
    until: stored[0]?.expiresAt.toISOString(),
  })
  expect(await getActiveShare(reportSharing, stranger, id)).toBeNull()

  // The same secret for another workspace, or with one character changed, does not work.
  expect(await readSharedReport(token.replace(/^\d+/, String(stranger.workspaceId)))).toBeNull()
  expect(await readSharedReport(`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`)).toBeNull()
  expect(await readSharedReport('../../etc')).toBeNull()

  const next = await createShare(reportSharing, ctx, link(id))
  expect(await getActiveShare(reportSharing, ctx, id)).toMatchObject({ token: next.token })
  expect(await readSharedReport(token)).toBeNull()
  expect(await readSharedReport(next.token)).not.toBeNull()
  expect(await code(createShare(reportSharing, ctx, request))).toBe('share.ended')
  expect(await code(revokeShare(reportSharing, stranger, { id }))).toBe('not-found')
  await revokeShare(reportSharing, ctx, { id })
  await revokeShare(reportSharing, ctx, { id })
  expect(await readSharedReport(next.token)).toBeNull()
  expect(await getActiveShare(reportSharing, ctx, id)).toBeNull()
})

test('a link created with another secret keeps working but is not shown', async () => {
  const ctx = await agency()
  const { id } = await readyReport(ctx)
  const { token } = await createShare(reportSharing, ctx, link(id))
  const ofReport = eq(reportShares.reportId, id)
  await system().update(reportShares).set({ requestId: randomUUID() }).where(ofReport)
  expect(await getActiveShare(reportSharing, ctx, id)).toMatchObject({ token: null })
  await system().update(reportShares).set({ requestId: null }).where(ofReport)
  expect(await getActiveShare(reportSharing, ctx, id)).toMatchObject({ token: null })
  expect(await readSharedReport(token)).not.toBeNull()
})

test('a link expires', async () => {
  const ctx = await agency()
  const { id } = await readyReport(ctx)
  const { token } = await createShare(reportSharing, ctx, link(id))
  expect(await getActiveShare(reportSharing, ctx, id)).not.toBeNull()
  await system()
    .update(reportShares)
    .set({ expiresAt: sql`${marketNow} - interval '1 second'` })
    .where(eq(reportShares.reportId, id))
  expect(await readSharedReport(token)).toBeNull()
  expect(await getActiveShare(reportSharing, ctx, id)).toBeNull()
})

test('the PDF is tagged and has the text and the agency’s brand', async () => {
  const ctx = await agency()
  const { id } = await readyReport(ctx)
  const bytes = await sharp({ create: { width: 300, height: 120, channels: 3, background: '#803010' } })
    .png()
    .toBuffer()
  const logo = new Blob([new Uint8Array(bytes)])
  await changeBrand(ctx, { agencyName: 'Harbour & Vale', color: '#803010', logo })
  await changeBrand(ctx, { agencyName: 'Harbour & Vale', color: '#803010' })
  const brand = await brandWithLogo(ctx.workspaceId)
  expect(brand).toMatchObject({ agencyName: 'Harbour & Vale', color: '#803010' })
  expect(brand.logo?.length).toBeGreaterThan(50)
  const damaged = { agencyName: 'Harbour & Vale', color: '#803010', logo: new Blob(['<svg/>']) }
  expect(await code(changeBrand(ctx, damaged))).toBe('picture.unreadable')

  const { result } = await getReport(ctx, id)
  if (!result) throw new Error('the report is ready')
  const pdf = Buffer.from(await reportPdf(result, brand)).toString('latin1')
  expect(pdf.startsWith('%PDF-1.7')).toBe(true)
  for (const part of [
    '/MarkInfo',
    '/StructTreeRoot',
    '/Lang (en-US)',
    '/S /H1',
    '/S /Table',
    '/S /TH',
    '/S /Figure',
    '/Alt',
  ])
    expect(pdf).toContain(part)
})
