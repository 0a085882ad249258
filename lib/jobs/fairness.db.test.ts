import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { disconnect, system } from '@/db/client'
import { images } from '@/db/schema'
import { setTestEnv } from '@/lib/billing/testing'
import { enqueue, jobQueue, stopJobQueue } from './queue'
import type { QueueName } from './queues'
import { poolOf } from './worker-pools'
import { workspacesInTurn } from './workspaces-in-turn'

setTestEnv()

/** R41: counted in turns of the queue (one job taken each), never in seconds. */

type Kind = 'image-make' | 'notification-mail' | 'invitation-mail' | 'feed-pull' | 'campaign-send'
const GREEDY = 1
const OTHER = 2
const THIRD = 3

beforeEach(async () => {
  const boss = await jobQueue()
  for (const queue of ['image-make', 'notification-mail', 'invitation-mail', 'feed-pull', 'campaign-send'])
    await boss.deleteAllJobs(queue)
})
afterAll(async () => {
  await stopJobQueue()
  await disconnect()
})

async function put(queue: Kind, workspaceId: number, count = 1): Promise<void> {
  for (let i = 0; i < count; i += 1) {
    const id = randomUUID()
    await enqueue(queue, { workspaceId, id }, id)
  }
}

/** Takes the next job like worker.ts does. Returns whose job it is, or null. */
async function take(queue: QueueName): Promise<{ id: string; workspaceId: number } | null> {
  const boss = await jobQueue()
  const [job] = await boss.fetch<{ workspaceId: number }>(queue, poolOf(queue).fetch)
  return job ? { id: job.id, workspaceId: job.data.workspaceId } : null
}

/** Takes and completes jobs one after the other until it is this workspace's turn. */
async function turnsUntil(queue: QueueName, workspaceId: number): Promise<number> {
  const boss = await jobQueue()
  for (let turn = 1; ; turn += 1) {
    const job = await take(queue)
    if (!job) throw new Error('the queue is empty')
    await boss.complete(queue, job.id)
    if (job.workspaceId === workspaceId) return turn
  }
}

describe('R41: one workspace with many jobs', () => {
  test.each(['notification-mail', 'invitation-mail'] as const)(
    '30 %s jobs do not delay the email of another workspace by more than two turns',
    async (queue) => {
      await put(queue, GREEDY, 30)
      await put(queue, OTHER)
      expect(await turnsUntil(queue, OTHER)).toBeLessThanOrEqual(2)
      // Also later on, and while the first workspace keeps adding jobs.
      for (let i = 0; i < 5; i += 1) await turnsUntil(queue, GREEDY)
      await put(queue, GREEDY, 10)
      await put(queue, OTHER, 2)
      await put(queue, THIRD)
      expect(await turnsUntil(queue, THIRD)).toBeLessThanOrEqual(3)
      expect(await turnsUntil(queue, OTHER)).toBeLessThanOrEqual(3)
    },
  )

  test('1,000 images do not delay another workspace’s image', {
    timeout: 120_000,
  }, async () => {
    await put('image-make', GREEDY, 1_000)
    await put('image-make', OTHER)
    expect(await turnsUntil('image-make', OTHER)).toBeLessThanOrEqual(2)
  })

  test('20 hanging fetches leave a worker for another workspace', async () => {
    await put('feed-pull', GREEDY, 20)
    const { workers } = poolOf('feed-pull')
    const hanging: (number | undefined)[] = []
    // None of these is ever completed: its CRM does not respond.
    for (let i = 0; i < workers; i += 1) hanging.push((await take('feed-pull'))?.workspaceId)
    expect(hanging.filter((one) => one === GREEDY).length).toBeLessThan(workers)
    await put('feed-pull', OTHER)
    expect(await take('feed-pull')).toMatchObject({ workspaceId: OTHER })
  })

  test('two workspaces with many jobs do not delay a third one', async () => {
    await put('campaign-send', GREEDY, 15)
    await put('campaign-send', OTHER, 15)
    await put('campaign-send', THIRD)
    expect(await turnsUntil('campaign-send', THIRD)).toBeLessThanOrEqual(3)
  })

  test('every queue of workspace jobs leaves a worker for other workspaces', () => {
    const queues = ['report-make', 'valuation-make', 'image-make', 'campaign-send', 'post-deliver'] as const
    for (const queue of [
      ...queues,
      'feed-import',
      'feed-pull',
      'feed-posts',
      'webhook-deliver',
      'notification-mail',
      'invitation-mail',
    ] as const) {
      const { workers, pollSeconds, fetch } = poolOf(queue)
      expect(fetch.groupConcurrency, queue).toBeLessThan(workers)
      expect(pollSeconds, queue).toBe(1)
    }
  })
})

test('R41: workspacesInTurn orders by the oldest row of each workspace, not the oldest of all', async () => {
  const { workspaceId, createdAt } = images
  const rows = await system().execute<{ workspace_id: number }>(sql`
    select workspace_id from (
      select 1 as workspace_id, now() - interval '2 days' + n * interval '1 second' as created_at
        from generate_series(1, 500) n
      union all select 2, now()) images
    order by ${workspacesInTurn(workspaceId, createdAt)}, created_at limit 5`)
  expect([...rows].map((row) => row.workspace_id)).toContain(2)
})
