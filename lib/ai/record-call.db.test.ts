import { randomUUID } from 'node:crypto'
import { inArray } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { disconnect, system } from '@/db/client'
import { aiCalls } from '@/db/schema'
import { makeSubscriber, setTestEnv } from '@/lib/billing/testing'
import { saveCall } from './record-call'

beforeAll(() => setTestEnv())
afterAll(() => disconnect())

test('saveCall stores concurrent calls, and a call that cannot be stored does not fail the others', async () => {
  const { workspaceId } = await makeSubscriber('starter', 100)
  const ids = Array.from({ length: 5 }, () => randomUUID())
  const call = (subjectId: string, workspace = workspaceId) =>
    saveCall({
      workspaceId: workspace,
      subjectKind: 1,
      subjectId,
      provider: 'market-trak',
      model: 'built-in-writer',
      outcome: 'ok',
      durationMs: 1,
    })
  const written = await Promise.allSettled([
    ...ids.slice(0, 3).map((id) => call(id)),
    call(randomUUID(), 2_000_000_000),
    ...ids.slice(3).map((id) => call(id)),
  ])
  expect(written.map(({ status }) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
  ])
  const rows = await system().select().from(aiCalls).where(inArray(aiCalls.subjectId, ids))
  expect(rows.map(({ subjectId }) => subjectId).toSorted()).toEqual(ids.toSorted())
})
