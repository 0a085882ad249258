import { randomUUID } from 'node:crypto'
import { postForm, startTestStripe, type TestStripe } from '@market-trak/stripe-emulator/testing'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { disconnect, system } from '@/db/client'
import { seedRecordedSales } from '@/db/reference/recorded-sales'
import { spendingLimits } from '@/db/schema'
import { buyPack } from '@/lib/billing/checkout/buy-pack'
import { fulfillCheckout } from '@/lib/billing/checkout/fulfill'
import { makeSubscriber, setTestEnv } from '@/lib/billing/testing'
import { createImport, getImport, ImportInput, runImport } from '@/lib/contacts/import/import-contacts'
import type { WorkspaceContext } from '@/lib/core/context'
import { availableOf } from '@/lib/credits/model'
import { closeLanes } from '@/lib/credits/post'
import { closeReader, readAccount } from '@/lib/credits/read/read'
import { importFile } from '@/lib/feeds/ingest/import-file'
import { receiveFile } from '@/lib/feeds/ingest/receive-file'
import { generateWaiting } from '@/lib/feeds/posts/generate-waiting'
import { feedOf, homes, postCounts } from '@/lib/feeds/testing'
import { requestWork } from '@/lib/paid-work/request'
import { reportWork } from '@/lib/reports/report-work'
import { pricedRequest } from '@/lib/reports/testing'
import { scratchFolder } from '@/local/test/scratch-folder'
import { stopJobQueue } from './queue'

// Read when the pool is opened, at the first query below.
process.env.DATABASE_POOL_SIZE = '1'

let stripe: TestStripe
beforeAll(async () => {
  stripe = await startTestStripe()
  setTestEnv({
    STRIPE_API_BASE: stripe.url,
    STRIPE_WEBHOOK_SECRET: stripe.secret,
    FILES_DIR: scratchFolder('pool-of-one'),
  })
  await seedRecordedSales(process.env.DATABASE_URL ?? '')
})
afterAll(async () => {
  await stopJobQueue()
  await Promise.all([closeLanes(), closeReader(), disconnect()])
  await stripe.close()
})

const AT_ONCE = 12

async function importPeople(ctx: WorkspaceContext): Promise<string> {
  const lines = Array.from({ length: 50 }, (_, i) => `p${i}@list.test,Person ${i}`)
  const content = ['Email,Name', ...lines].join('\n')
  const { id } = await createImport(ctx, { id: randomUUID(), fileName: 'people.csv', content })
  const column = ['email', 'fullName']
  const details = { rule: 'fill', consentSource: 'Web form', consentAt: '2026-01-05', listName: 'Spring' }
  await runImport(ctx, ImportInput.parse({ id, column, ...details }))
  return id
}

async function buyCredits(ctx: WorkspaceContext): Promise<void> {
  const pack = { packKey: 'small', quantity: 1, quotedPriceCents: 1_500, quotedCredits: 100 }
  const { url } = await buyPack(ctx, { purchaseId: randomUUID(), ...pack })
  const paid = await postForm(url)
  const sessionId = new URL(paid.headers.get('location') ?? '').searchParams.get('session_id') ?? ''
  await Promise.all([fulfillCheckout(sessionId), fulfillCheckout(sessionId)])
}

test('R41: one connection is enough for simultaneous reports under a spending limit, waiting posts, an import and a purchase', {
  timeout: 120_000,
}, async () => {
  const ctx = await makeSubscriber('growth', 2_000)
  const { workspaceId, userId } = ctx
  const [pool] = await system().execute<{ connections: number }>(sql`
    select count(*)::int as connections from pg_stat_activity
    where datname = current_database() and query like '%pg_stat_activity%'`)
  expect(pool?.connections).toBe(1)
  const feedId = await feedOf(ctx, { capCredits: 0 })
  const { runId } = await receiveFile({ workspaceId, feedId, source: 'push', bytes: homes(AT_ONCE) })
  await importFile({ workspaceId, id: runId })
  expect(await postCounts(ctx)).toEqual({ cap: AT_ONCE })
  // Without a spending limit the nesting that stopped the service is never reached.
  await system()
    .insert(spendingLimits)
    .values({ workspaceId, kind: 'member', subject: userId, mostCredits: 1_000 })
  const requests = await Promise.all(Array.from({ length: AT_ONCE }, () => pricedRequest(ctx)))
  const clicks = Array.from({ length: AT_ONCE }, () => ({
    requestId: randomUUID(),
    posts: 1,
    quotedCredits: 5,
  }))
  const [importId] = await Promise.all([
    importPeople(ctx),
    buyCredits(ctx),
    ...requests.map((request) => requestWork(reportWork, ctx, request)),
    ...clicks.map((click) => generateWaiting(ctx, click)),
  ])
  expect(await postCounts(ctx)).toEqual({ next: AT_ONCE })
  expect(await getImport(ctx, importId)).toMatchObject({ status: 'done' })
  expect(availableOf(await readAccount(workspaceId))).toBe(2_100 - AT_ONCE * 20)
})
