import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq, sql } from 'drizzle-orm'
import { afterAll, describe, expect, it } from 'vitest'
import { disconnect, system } from '@/db/client'
import {
  aiCalls,
  auditEvents,
  campaignRecipients,
  campaigns,
  contacts,
  feedRunErrors,
  feedRuns,
  feeds,
  notifications,
  workspaces,
} from '@/db/schema'
import { makeSubscriber, setTestEnv } from '@/lib/billing/testing'
import { closeLanes, post } from '@/lib/credits/post'
import { closeReader } from '@/lib/credits/read/read'
import { charge } from '@/lib/credits/testing'
import { verifyLedger } from '@/lib/credits/verify/verify'
import { keepFile, openFile } from '@/lib/files/files'
import { join as joinWorkspace, makeTeam } from '@/lib/workspaces/testing'
import { deleteOrder, ERASED_NAME } from './erase-workspace'
import { type WorkspaceTable, workspaceRules } from './periods'
import { runRetention } from './run-retention'

setTestEnv({ FILES_DIR: mkdtempSync(join(tmpdir(), 'retention-')) })
afterAll(async () => {
  await Promise.all([closeLanes(), closeReader()])
  await disconnect()
})

const db = system()
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)
const countOf = async (table: string, workspaceId: number) => {
  const [row] = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from ${sql.raw(table)} where workspace_id = ${workspaceId}`,
  )
  return row?.count ?? 0
}
const hasFile = async (workspaceId: number, name: string) => {
  const file = await openFile(workspaceId, name)
  await file?.stream.cancel()
  return file !== null
}

async function addFeed(workspaceId: number, userId: number): Promise<string> {
  const id = randomUUID()
  await db.insert(feeds).values({ workspaceId, id, name: 'CRM', secretHash: randomUUID(), createdBy: userId })
  return id
}

async function addRun(workspaceId: number, feedId: string, text: string, createdAt: Date) {
  const fileName = await keepFile(workspaceId, new TextEncoder().encode(text), 'xml')
  const id = randomUUID()
  await db.insert(feedRuns).values({
    workspaceId,
    id,
    feedId,
    source: 'push',
    fileName,
    fileHash: randomUUID(),
    sizeBytes: text.length,
    status: 'done',
    createdAt,
  })
  return { id, fileName }
}

describe('R45: the job that removes old data', () => {
  it('deletes rows past their period and keeps the others', async () => {
    const { owner } = await makeTeam()
    const { workspaceId, userId } = owner
    const notice = { workspaceId, userId, kind: 'allowance-reset', inApp: true, byMail: false } as const
    await db.insert(notifications).values([
      { ...notice, key: randomUUID(), createdAt: daysAgo(401) },
      { ...notice, key: randomUUID(), createdAt: daysAgo(399) },
    ])
    const event = { workspaceId, actorId: userId, verb: 'test' }
    await db.insert(auditEvents).values([
      { ...event, at: daysAgo(8 * 365) },
      { ...event, at: daysAgo(6 * 365) },
    ])
    expect(await runRetention()).toEqual({ failed: [] })
    expect(await countOf('notifications', workspaceId)).toBe(1)
    expect(await countOf('audit_events', workspaceId)).toBe(1)
    await runRetention()
    expect(await countOf('notifications', workspaceId)).toBe(1)
  })

  it('deletes the errors of old feed files before their runs, and files after 90 days unless they arrived again', async () => {
    const { owner } = await makeTeam()
    const { workspaceId, userId } = owner
    const feedId = await addFeed(workspaceId, userId)
    const ancient = await addRun(workspaceId, feedId, '<a/>', daysAgo(500))
    await db.insert(feedRunErrors).values({ workspaceId, runId: ancient.id, position: 1, reason: 'No price' })
    const old = await addRun(workspaceId, feedId, '<b/>', daysAgo(100))
    const again = await addRun(workspaceId, feedId, '<c/>', daysAgo(100))
    await addRun(workspaceId, feedId, '<c/>', daysAgo(2))
    await runRetention()
    expect(await hasFile(workspaceId, old.fileName)).toBe(false)
    expect(await hasFile(workspaceId, again.fileName)).toBe(true)
    const runs = await db.select().from(feedRuns).where(eq(feedRuns.workspaceId, workspaceId))
    expect(runs.map(({ id }) => id)).not.toContain(ancient.id)
    expect(runs).toHaveLength(3)
  })

  it('R41: a workspace with thousands of old rows does not keep another one waiting', async () => {
    const [many, few] = [await makeTeam(), await makeTeam()]
    const call = (workspaceId: number, calledAt: Date) => ({
      workspaceId,
      subjectKind: 1,
      subjectId: randomUUID(),
      provider: 'p',
      model: 'm',
      outcome: 'ok' as never,
      images: 0,
      durationMs: 1,
      calledAt,
    })
    const bulk = Array.from({ length: 1_500 }, () => call(many.owner.workspaceId, daysAgo(900)))
    await db.insert(aiCalls).values(bulk)
    await db.insert(aiCalls).values(call(few.owner.workspaceId, daysAgo(401)))
    const { pruneAgedTable } = await import('./prune')
    expect(await pruneAgedTable('ai_calls', 1)).toBe(1_000)
    expect(await countOf('ai_calls', few.owner.workspaceId)).toBe(0)
    expect(await countOf('ai_calls', many.owner.workspaceId)).toBe(501)
    await runRetention()
    expect(await countOf('ai_calls', many.owner.workspaceId)).toBe(0)
  })

  it('refuses to delete from the audit log what is not seven years old, even when asked to remove old data', async () => {
    const { owner } = await makeTeam()
    const { workspaceId } = owner
    await db.insert(auditEvents).values({ workspaceId, verb: 'test', at: daysAgo(6 * 365) })
    const attempt = db.transaction(async (tx) => {
      await tx.execute(sql`set local app.retention = 'on'`)
      await tx.delete(auditEvents).where(eq(auditEvents.workspaceId, workspaceId))
    })
    await expect(attempt).rejects.toMatchObject({
      cause: { message: expect.stringContaining('seven years') },
    })
  })
})

describe('R45: a deleted workspace', () => {
  it('is erased after 30 days, files included, and its ledger still adds up', async () => {
    const ctx = await makeSubscriber('growth', 2_000)
    const { workspaceId, userId } = ctx
    const feedId = await addFeed(workspaceId, userId)
    const { fileName } = await addRun(workspaceId, feedId, '<kept/>', daysAgo(1))
    const contactId = randomUUID()
    const consent = { consentSource: 'Open house', consentAt: daysAgo(1), createdBy: userId }
    await db.insert(contacts).values({ workspaceId, id: contactId, email: 'client@home.test', ...consent })
    const campaignId = randomUUID()
    await db.insert(campaigns).values({
      workspaceId,
      id: campaignId,
      name: 'News',
      listName: 'All',
      subject: 'Hi',
      body: 'Hi',
      createdBy: userId,
    })
    await db
      .insert(campaignRecipients)
      .values({ workspaceId, campaignId, position: 1, contactId, email: 'client@home.test' })
    await joinWorkspace(workspaceId, 'member')
    await post(workspaceId, charge(50))
    await db.insert(auditEvents).values({ workspaceId, actorId: userId, verb: 'test' })

    const kept = (Object.keys(workspaceRules) as WorkspaceTable[]).filter(
      (table) => workspaceRules[table].erased !== true,
    )
    const figures = () =>
      Promise.all(kept.map(async (table) => [table, await countOf(table, workspaceId)] as const))
    const before = await figures()
    expect(Object.fromEntries(before).credit_entries).toBeGreaterThan(0)

    await db.execute(sql`delete from members where workspace_id = ${workspaceId}`)
    await db
      .update(workspaces)
      .set({ deletedAt: daysAgo(29) })
      .where(eq(workspaces.id, workspaceId))
    await runRetention()
    expect(await countOf('contacts', workspaceId)).toBe(1)

    await db
      .update(workspaces)
      .set({ deletedAt: daysAgo(31) })
      .where(eq(workspaces.id, workspaceId))
    expect(await runRetention()).toEqual({ failed: [] })
    for (const table of deleteOrder()) expect(await countOf(table, workspaceId), table).toBe(0)
    expect(await hasFile(workspaceId, fileName)).toBe(false)
    expect(await figures()).toEqual(before)
    const [left] = await db.select().from(workspaces).where(eq(workspaces.id, workspaceId))
    expect(left).toMatchObject({ name: ERASED_NAME, erasedAt: expect.any(Date) })
    const differences: unknown[] = []
    await verifyLedger({ onDifference: (difference) => differences.push(difference) })
    expect(differences).toEqual([])
  })
})
