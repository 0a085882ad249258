import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { campaigns, images, posts, reports, valuations } from '@/db/schema'
import { getStatementPage } from '@/lib/billing/statement/statement'
import { setTestEnv } from '@/lib/billing/testing'
import { saveDraft } from '@/lib/campaigns/drafts/save-draft'
import { deleteDraft, restoreDraft } from '@/lib/campaigns/drafts/stop-campaign'
import { getCampaign } from '@/lib/campaigns/get-campaign'
import { draftTo, listOf } from '@/lib/campaigns/testing'
import type { WorkspaceContext } from '@/lib/core/context'
import { code } from '@/lib/core/testing'
import { keepFile, readFile } from '@/lib/files/files'
import { imageWork } from '@/lib/images/image-work'
import { deleteWork, RESTORE_DAYS, restoreWork } from '@/lib/paid-work/changes'
import { createShare } from '@/lib/paid-work/sharing/share'
import { savePost } from '@/lib/posts/save-post'
import { readyReport } from '@/lib/recurring/testing'
import { reportWork } from '@/lib/reports/report-work'
import { readSharedReport } from '@/lib/reports/sharing/read-shared-report'
import { reportSharing } from '@/lib/reports/sharing/share-report'
import { agency, prepareCatalog } from '@/lib/reports/testing'
import { closeConnections } from '@/local/test/connections'
import { forgetDeleted } from './prune'

setTestEnv({ FILES_DIR: mkdtempSync(join(tmpdir(), 'deleted-')) })
beforeAll(prepareCatalog)
afterAll(closeConnections)

const LONG_AGO = sql`${marketNow} - make_interval(days => ${RESTORE_DAYS}, secs => 1)`

async function addImage({ workspaceId, userId }: WorkspaceContext, fileName: string): Promise<string> {
  const id = randomUUID()
  await system()
    .insert(images)
    .values({
      ...{ workspaceId, id, rootId: id, action: 'image.generate', brief: { headline: 'A home' } },
      ...{
        title: 'A home',
        status: 'ready',
        holdId: randomUUID(),
        fileName,
        model: 'test',
        createdBy: userId,
      },
    })
  return id
}

const pixel = (text: string) => new TextEncoder().encode(text)

describe('deleted work', () => {
  it('R35: its share link stops answering immediately, and answers again when it is restored', async () => {
    const ctx = await agency()
    const id = await readyReport(ctx)
    const { token } = await createShare(reportSharing, ctx, { id, requestId: randomUUID(), days: 30 })
    await deleteWork(reportWork, ctx, { id })
    expect(await readSharedReport(token)).toBeNull()
    expect(await code(createShare(reportSharing, ctx, { id, requestId: randomUUID(), days: 30 }))).toBe(
      'not-found',
    )
    await restoreWork(reportWork, ctx, { id })
    expect(await readSharedReport(token)).toMatchObject({ id })
  })

  it('R10, R45: after its period the content is removed, and the statement still says what was paid for', async () => {
    const ctx = await agency()
    const [old, recent, kept] = [await readyReport(ctx), await readyReport(ctx), await readyReport(ctx)]
    for (const id of [old, recent]) await deleteWork(reportWork, ctx, { id })
    await system().update(reports).set({ deletedAt: LONG_AGO }).where(eq(reports.id, old))
    expect(await forgetDeleted()).toBeGreaterThan(0)
    expect(await forgetDeleted()).toBe(0)
    const rows = await system().select().from(reports).where(eq(reports.workspaceId, ctx.workspaceId))
    const contentOf = (id: string) => rows.find((row) => row.id === id)
    expect(contentOf(old)).toMatchObject({ figures: {}, summary: '', areaName: '98103' })
    for (const id of [recent, kept]) expect(contentOf(id)?.summary?.length).toBeGreaterThan(100)
    expect(await code(restoreWork(reportWork, ctx, { id: old }))).toBe('report.removed')
    const { rows: entries } = await getStatementPage({ ...ctx, timeZone: 'UTC' } as never, {})
    expect(JSON.stringify(entries).match(/Report 98103/g)).toHaveLength(3)
  })

  it('a deleted image can’t be chosen for a post', async () => {
    const ctx = await agency()
    const id = await addImage(ctx, await keepFile(ctx.workspaceId, pixel('chosen'), 'png'))
    const post = (picture: `image:${string}`) =>
      savePost(ctx, { id: randomUUID(), title: 'New', texts: { x: 'New in Green Lake' }, picture })
    await post(`image:${id}`)
    await deleteWork(imageWork, ctx, { id })
    expect(await code(post(`image:${id}`))).toBe('post.picture')
  })

  it('R45: files of images are removed, unless a post has the same picture; valuations lose the home', async () => {
    const ctx = await agency()
    const { workspaceId, userId } = ctx
    const [alone, shared] = [
      await keepFile(workspaceId, pixel('alone'), 'png'),
      await keepFile(workspaceId, pixel('shared'), 'png'),
    ]
    const ids = [await addImage(ctx, alone), await addImage(ctx, shared)]
    await system()
      .insert(posts)
      .values({ workspaceId, id: randomUUID(), title: 'A', status: 'draft', texts: {}, imageFile: shared })
    const valuation = randomUUID()
    await system()
      .insert(valuations)
      .values({
        ...{ workspaceId, id: valuation, label: '12 Test Lane', zipCode: '98103', home: { latitude: 47.6 } },
        ...{
          valuedOn: '2015-01-01',
          status: 'cancelled',
          holdId: randomUUID(),
          createdBy: userId,
          deletedAt: LONG_AGO,
        },
      })
    await system().update(images).set({ deletedAt: LONG_AGO }).where(eq(images.workspaceId, workspaceId))
    await forgetDeleted()
    expect(await readFile(workspaceId, alone)).toBeNull()
    expect(await readFile(workspaceId, shared)).not.toBeNull()
    const left = await system().select().from(images).where(eq(images.workspaceId, workspaceId))
    expect(left.map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
    expect(Object.fromEntries(left.map(({ id, fileName }) => [id, fileName]))).toEqual({
      [ids[0] ?? '']: '',
      [ids[1] ?? '']: shared,
    })
    expect(left).toMatchObject([
      { title: 'A home', brief: {} },
      { title: 'A home', brief: {} },
    ])
    const [home] = await system().select().from(valuations).where(eq(valuations.id, valuation))
    expect(home).toMatchObject({ label: '12 Test Lane', home: {} })
  })

  it('a draft that was deleted while its form was open is restored by saving it', async () => {
    const ctx = await agency()
    const id = await draftTo(ctx, await listOf(ctx, 2))
    await deleteDraft(ctx, { id })
    const [draft] = await system().select().from(campaigns).where(eq(campaigns.id, id))
    await saveDraft(ctx, {
      ...{ id, name: 'Second thoughts', listId: draft?.listId ?? null, templateId: null },
      ...{ subject: 'Hello', details: {} },
    })
    expect(await getCampaign(ctx, id)).toMatchObject({ name: 'Second thoughts', body: draft?.body })
  })

  it('a deleted draft of a campaign is not found, can be restored, and is removed after its period', async () => {
    const [ctx, stranger] = [await agency(), await agency()]
    const id = await draftTo(ctx, await listOf(ctx, 2))
    await deleteDraft(ctx, { id })
    await deleteDraft(ctx, { id })
    expect(await code(getCampaign(ctx, id))).toBe('not-found')
    expect(await code(restoreDraft(stranger, { id }))).toBe('not-found')
    await restoreDraft(ctx, { id })
    await restoreDraft(ctx, { id })
    expect(await getCampaign(ctx, id)).toMatchObject({ status: 'draft' })
    await deleteDraft(ctx, { id })
    await system().update(campaigns).set({ deletedAt: LONG_AGO }).where(eq(campaigns.id, id))
    await forgetDeleted()
    expect(await system().select().from(campaigns).where(eq(campaigns.id, id))).toEqual([])
    expect(await code(restoreDraft(ctx, { id }))).toBe('not-found')
  })
})
