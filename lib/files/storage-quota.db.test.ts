import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { disconnect, system } from '@/db/client'
import { workspaceStorage } from '@/db/schema'
import { code } from '@/lib/core/testing'
import { agency, preparePlans } from '@/lib/metering/testing'
import { storageLimits } from '@/lib/rate-limits/limits'
import { scratchFolder } from '@/local/test/scratch-folder'
import { keepFile, removeFile } from './files'
import { localDisk } from './local-disk'
import { requireStorage, storageQuota, storedBytes } from './storage-quota'

const disk = localDisk(scratchFolder('quota'))
const name = (n: number) => `${String(n).padStart(64, '0')}.png`

beforeAll(preparePlans)
afterAll(disconnect)

async function workspaceWith(leftBytes: number): Promise<number> {
  const { workspaceId } = await agency()
  await system()
    .insert(workspaceStorage)
    .values({ workspaceId, bytes: storageLimits.paidBytes - leftBytes })
  return workspaceId
}

test('R42: of 40 files stored concurrently, exactly as many fit as the quota allows', async () => {
  const workspaceId = await workspaceWith(1_000)
  const outcomes = await Promise.all(
    Array.from({ length: 40 }, (_, n) => code(storageQuota.count(workspaceId, name(n), 100))),
  )
  expect(outcomes.filter((outcome) => outcome === 'no refusal')).toHaveLength(10)
  expect(outcomes.filter((outcome) => outcome === 'storage.full')).toHaveLength(30)
  expect(await storedBytes(workspaceId)).toBe(storageLimits.paidBytes)
})

test('R42: the same file counts once, also when stored concurrently, and removing it frees its bytes once', async () => {
  const { workspaceId } = await agency()
  const bytes = new TextEncoder().encode('a,b\n1,2\n')
  const names = await Promise.all(Array.from({ length: 5 }, () => keepFile(workspaceId, bytes, 'csv', disk)))
  expect(await storedBytes(workspaceId)).toBe(bytes.length)
  await removeFile(workspaceId, names[0] ?? '', disk)
  await removeFile(workspaceId, names[0] ?? '', disk)
  expect(await storedBytes(workspaceId)).toBe(0)
})

test('R42: full storage refuses new files and says what to do, and still accepts a file it already has', async () => {
  const workspaceId = await workspaceWith(10)
  await storageQuota.count(workspaceId, name(1), 10)
  await storageQuota.count(workspaceId, name(1), 10)
  await expect(storageQuota.count(workspaceId, name(2), 1)).rejects.toMatchObject({
    code: 'storage.full',
    publicMessage: 'Your workspace’s 20 GB of file storage is full. Contact us to store more.',
  })
  expect(await code(requireStorage(workspaceId))).toBe('storage.full')
})

test('R42: a trial has less storage, and the message suggests a plan', async () => {
  await system().execute(sql`insert into plans
      (family, key, name, mode, monthly_price_cents, annual_price_cents, allowance_credits, trial_days, position)
    values ('test-trial', 'test-trial', 'Trial', 'credits', 0, 0, 100, 14, 92) on conflict do nothing`)
  const { workspaceId } = await agency()
  await system().execute(
    sql`update subscriptions set plan_key = 'test-trial' where workspace_id = ${workspaceId}`,
  )
  await storageQuota.count(workspaceId, name(1), storageLimits.trialBytes)
  await expect(storageQuota.count(workspaceId, name(2), 1)).rejects.toMatchObject({
    publicMessage: 'Your trial’s 500 MB of file storage is full. Subscribe to a plan to store more.',
  })
  const [row] = await system()
    .select()
    .from(workspaceStorage)
    .where(eq(workspaceStorage.workspaceId, workspaceId))
  expect(row?.bytes).toBe(storageLimits.trialBytes)
})
