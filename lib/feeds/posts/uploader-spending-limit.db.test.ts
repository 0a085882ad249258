import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { system } from '@/db/client'
import { posts, spendingLimits } from '@/db/schema'
import { setTestEnv } from '@/lib/billing/testing'
import type { WorkspaceContext } from '@/lib/core/context'
import { removeMember } from '@/lib/workspaces/members/remove-member'
import { join } from '@/lib/workspaces/testing'
import { closeConnections } from '@/local/test/connections'
import { scratchFolder } from '@/local/test/scratch-folder'
import { estimateFile } from '../ingest/estimate-file'
import { importFile } from '../ingest/import-file'
import { receiveFile } from '../ingest/receive-file'
import { agency, feedOf, homes, importBytes, postCounts, prepareFeedPrices } from '../testing'
import { makePosts } from './make-posts'

setTestEnv({ FILES_DIR: scratchFolder('uploads') })
beforeAll(prepareFeedPrices)
afterAll(closeConnections)

const limitMember = ({ workspaceId, userId: subject }: WorkspaceContext, mostCredits: number) =>
  system().insert(spendingLimits).values({ workspaceId, kind: 'member', subject, mostCredits })

describe('R33: a member’s spending limit applies to the files they upload', () => {
  const uploads = async (ctx: WorkspaceContext, feedId: string, bytes: Uint8Array) => {
    const { workspaceId, userId } = ctx
    const { runId } = await receiveFile({ workspaceId, feedId, source: 'upload', bytes, uploadedBy: userId })
    await importFile({ workspaceId, id: runId })
    await makePosts({ workspaceId })
  }
  const payers = async ({ workspaceId }: WorkspaceContext) =>
    (
      await system().execute<{ actor_id: number; credits: number }>(
        sql`select actor_id, sum(captured)::int as credits from credit_holds
          where workspace_id = ${workspaceId} and captured > 0 group by actor_id order by actor_id`,
      )
    ).map(({ actor_id, credits }) => [actor_id, credits])

  test('posts over it wait with the reason, even if someone else connected the feed', async () => {
    const owner = await agency('credits', 1_000)
    const member = await join(owner.workspaceId, 'member')
    await limitMember(member, 12)
    const feedId = await feedOf(owner)
    await uploads(member, feedId, homes(5))
    expect(await postCounts(owner)).toEqual({ draft: 2, cap: 3 })
    expect(await payers(owner)).toEqual([[member.userId, 10]])
    const [waiting] = await system()
      .select()
      .from(posts)
      .where(and(eq(posts.workspaceId, owner.workspaceId), eq(posts.waitsFor, 'cap')))
    expect(waiting?.failure).toBe('Over a spending limit of 12 credits per cycle. 10 are used; this costs 5.')
    // A second file is limited too. The owner's file is not.
    await uploads(member, feedId, homes(2, { from: 11 }))
    expect(await postCounts(owner)).toEqual({ draft: 2, cap: 5 })
    await uploads(owner, feedId, homes(2, { from: 21 }))
    expect(await postCounts(owner)).toEqual({ draft: 4, cap: 5 })
  })

  test('files from the CRM are charged to the member who connected the feed; the estimate shows what the limit leaves', async () => {
    const owner = await agency('credits', 1_000)
    const member = await join(owner.workspaceId, 'member')
    await limitMember(member, 12)
    const feedId = await feedOf(owner)
    expect(await estimateFile(member, homes(5))).toMatchObject({ credits: 25, spendingLimitLeftCredits: 12 })
    await importBytes(owner, feedId, homes(5))
    expect(await postCounts(owner)).toEqual({ draft: 5 })
    expect(await payers(owner)).toEqual([[owner.userId, 25]])
  })

  test('two files uploaded at the same time cannot exceed the spending limit together', async () => {
    const owner = await agency('credits', 1_000)
    const member = await join(owner.workspaceId, 'member')
    await limitMember(member, 20)
    const [first, second] = [await feedOf(owner), await feedOf(owner)]
    await Promise.all([uploads(member, first, homes(4)), uploads(member, second, homes(4, { from: 11 }))])
    expect(await postCounts(owner)).toEqual({ draft: 4, cap: 4 })
  })

  test('a file whose uploader was removed is charged to the member who connected the feed', async () => {
    const owner = await agency('credits', 1_000)
    const member = await join(owner.workspaceId, 'member')
    const { workspaceId } = owner
    const feedId = await feedOf(owner)
    const upload = { workspaceId, feedId, source: 'upload' as const, uploadedBy: member.userId }
    const { runId } = await receiveFile({ ...upload, bytes: homes(2) })
    await removeMember(owner, { userId: member.userId })
    await importFile({ workspaceId, id: runId })
    await makePosts({ workspaceId })
    expect(await payers(owner)).toEqual([[owner.userId, 10]])
  })
})
