import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { marketNow } from '@/db/product-time'
import { code } from '@/lib/core/testing'
import { agency, balance } from '@/lib/metering/testing'
import { deleteWork, RESTORE_DAYS, renameWork, restoreWork } from '../changes'
import type { WorkRequest, WorkRow } from '../paid-work'
import { refundIfBroken } from '../refund'
import { findWork } from '../rows'
import { cancelWork } from '../settle'
import { getView } from '../view'
import type { Harness } from './harness'

/** Renaming, deleting and undoing that. */
export function testChanges<Row extends WorkRow, Request extends WorkRequest>(
  harness: Harness<Row, Request>,
): void {
  const { kind, ask, made, view, list, set, auditOf, work } = harness
  const nameOf = async (workspaceId: number, id: string) =>
    ((await findWork(work, workspaceId, id)) as Record<string, unknown> | undefined)?.[work.nameKey]

  test('is renamed, and keeps its name when someone of another workspace tries', async () => {
    const [ctx, stranger] = [await agency(), await agency()]
    const { id } = await made(ctx)
    await renameWork(work, ctx, { id, name: 'For the Lees' })
    expect(await nameOf(ctx.workspaceId, id)).toBe('For the Lees')
    expect(await code(renameWork(work, stranger, { id, name: 'Mine now' }))).toBe('not-found')
    expect(await nameOf(ctx.workspaceId, id)).toBe('For the Lees')
    expect(await auditOf(ctx, `${kind}.rename`)).toHaveLength(1)
  })

  test('R10: a deleted one is gone from its page and lists, can be restored, and stays paid', async () => {
    const ctx = await agency()
    const { id } = await made(ctx)
    const paid = await balance(ctx)
    await deleteWork(work, ctx, { id })
    await deleteWork(work, ctx, { id })
    expect(await code(getView(work, ctx, id))).toBe('not-found')
    expect(await code(renameWork(work, ctx, { id, name: 'Too late' }))).toBe('not-found')
    expect(await code(refundIfBroken(work, ctx, { id }))).toBe('not-found')
    expect(await list(ctx)).toEqual([])
    expect(await balance(ctx)).toEqual(paid)
    await restoreWork(work, ctx, { id })
    await restoreWork(work, ctx, { id })
    expect(await view(ctx, id)).toMatchObject({ status: 'ready' })
    expect(await list(ctx)).toEqual([id])
    expect(await auditOf(ctx, `${kind}.delete`)).toHaveLength(1)
    expect(await auditOf(ctx, `${kind}.restore`)).toHaveLength(1)
  })

  test('one that is in progress is canceled first, and one of long ago is not restored', async () => {
    const ctx = await agency()
    const { id } = await ask(ctx)
    expect(await code(deleteWork(work, ctx, { id }))).toBe(`${kind}.unfinished`)
    await cancelWork(work, ctx, { id })
    await deleteWork(work, ctx, { id })
    await set(id, { deletedAt: sql`${marketNow} - make_interval(days => ${RESTORE_DAYS}, secs => 1)` })
    expect(await code(restoreWork(work, ctx, { id }))).toBe(`${kind}.removed`)
    expect(await list(ctx)).toEqual([])
  })

  test('R35: another workspace neither deletes nor restores it', async () => {
    const [ctx, stranger] = [await agency(), await agency()]
    const { id } = await made(ctx)
    expect(await code(deleteWork(work, stranger, { id }))).toBe('not-found')
    expect(await list(ctx)).toEqual([id])
    await deleteWork(work, ctx, { id })
    expect(await code(restoreWork(work, stranger, { id }))).toBe('not-found')
    expect(await list(ctx)).toEqual([])
  })
}
