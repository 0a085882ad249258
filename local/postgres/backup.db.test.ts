import { randomUUID } from 'node:crypto'
import { copyFileSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { postForm, type TestStripe } from '@market-trak/stripe-emulator/testing'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { disconnect } from '@/db/client'
import { migrate } from '@/db/migrate'
import { buyPack } from '@/lib/billing/checkout/buy-pack'
import { reconcile } from '@/lib/billing/stripe/reconcile/reconcile'
import { makeSubscriber } from '@/lib/billing/testing'
import { availableOf } from '@/lib/credits/model'
import { closeLanes, post } from '@/lib/credits/post'
import { closeReader, readAccount } from '@/lib/credits/read/read'
import { charge } from '@/lib/credits/testing'
import { verifyLedger } from '@/lib/credits/verify/verify'
import { findFreePort } from '../ports'
import { waitUntil } from '../processes'
import { startLocalStripe } from '../test/local-stripe'
import { archiveSettings, restoreInto, takeBaseBackup } from './base-backup'
import { deletePostgresFiles, postgresHome } from './home'
import { startPostgres, stopPostgres } from './server'

const folder = join(import.meta.dirname, '..', '..', '.data')
const first = join(folder, `test-backup-first-${process.pid}`)
const second = join(folder, `test-backup-second-${process.pid}`)
const { DATABASE_URL: usual, DATABASE_DIRECT_URL: usualDirect } = process.env
let local: TestStripe

beforeAll(async () => {
  local = await startLocalStripe()
})
afterAll(async () => {
  await closeProduct()
  process.env.DATABASE_URL = usual
  if (usualDirect) process.env.DATABASE_DIRECT_URL = usualDirect
  await local.close()
  for (const dataDir of [first, second]) {
    await stopPostgres(dataDir)
    deletePostgresFiles(dataDir)
  }
})

const closeProduct = () => Promise.all([closeLanes(), closeReader(), disconnect()])

async function useDatabase(url: string): Promise<void> {
  await closeProduct()
  process.env.DATABASE_URL = url
  // These servers have no pooler in front of them.
  Reflect.deleteProperty(process.env, 'DATABASE_DIRECT_URL')
}

async function differences(): Promise<unknown[]> {
  const found: unknown[] = []
  const { entries } = await verifyLedger({ onDifference: (difference) => found.push(difference) })
  expect(entries).toBeGreaterThan(0)
  return found
}

const left = async (workspaceId: number) => availableOf(await readAccount(workspaceId))

test('R52: a backup and its log restore an empty server to a point in time, the ledger adds up, and Stripe brings what came after', async () => {
  // A server that archives its log, as in production.
  const home = postgresHome(first)
  const base = dirname(home.cluster)
  const [backup, archive] = [join(base, 'backup'), join(base, 'archive')]
  const port = await findFreePort()
  const started = await startPostgres({ dataDir: first, port })
  const setup = postgres(started.url, { max: 1, onnotice: () => {} })
  for (const setting of archiveSettings(home, archive)) await setup.unsafe(setting)
  await setup.end()
  await started.stop()
  const { url } = await startPostgres({ dataDir: first, port })
  await migrate(url)
  await useDatabase(url)

  // A backup is taken while credits are spent.
  const ctx = await makeSubscriber('growth', 2_000)
  const { workspaceId } = ctx
  await post(workspaceId, charge(100))
  const sql = postgres(url, { max: 2, onnotice: () => {} })
  const session = await sql.reserve()
  const spending = (async () => {
    for (let i = 0; i < 50; i += 1) await post(workspaceId, charge(2))
  })()
  await Promise.all([takeBaseBackup(session, home, backup), spending])
  session.release()

  // After the backup: only in the log.
  await post(workspaceId, charge(300))
  const purchaseId = randomUUID()
  const small = { packKey: 'small', quantity: 1, quotedPriceCents: 1_500, quotedCredits: 100 }
  const checkout = await buyPack(ctx, { purchaseId, ...small })
  expect(await left(workspaceId)).toBe(1_500)
  const [point] = await sql<{ at: string }[]>`select clock_timestamp()::text as at`

  // After the point in time: lost with the server, but the payment is at Stripe.
  await new Promise((resolve) => setTimeout(resolve, 20))
  await post(workspaceId, charge(40))
  await postForm(checkout.url)
  await sql`select pg_switch_wal()`
  const archived = await waitUntil(async () => {
    const [row] = await sql<{ done: boolean }[]>`
      select coalesce(last_archived_time > ${point?.at ?? ''}::timestamptz, false) as done from pg_stat_archiver`
    return row?.done === true
  }, 20_000)
  expect(archived).toBe(true)
  await sql.end()
  await useDatabase(url)
  await stopPostgres(first)

  // Into an empty server.
  mkdirSync(second, { recursive: true })
  const empty = postgresHome(second)
  copyFileSync(home.passwordFile, empty.passwordFile)
  restoreInto(empty, { backup, archive, until: point?.at ?? '' })
  const restored = await startPostgres({ dataDir: second, port: await findFreePort() })
  const check = postgres(restored.url, { max: 1, onnotice: () => {} })
  await waitUntil(async () => {
    const [row] = await check<{ recovering: boolean }[]>`select pg_is_in_recovery() as recovering`
    return row?.recovering === false
  }, 30_000)
  await check.end()

  await useDatabase(restored.url)
  await migrate(restored.url)
  expect(await left(workspaceId)).toBe(1_500)
  expect(await differences()).toEqual([])
  const { applied, findings } = await reconcile()
  expect({ applied, findings }).toEqual({ applied: 1, findings: 0 })
  expect(await left(workspaceId)).toBe(1_600)
  expect(await differences()).toEqual([])
  expect((await reconcile()).applied).toBe(0)
}, 180_000)
