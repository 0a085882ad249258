import { and, eq, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { plans, subscriptions, workspaceFiles, workspaceStorage } from '@/db/schema'
import { Refusal } from '@/lib/core/errors'
import { PLANS_HREF } from '@/lib/metering/refusals'
import { storageLimits } from '@/lib/rate-limits/limits'

/**
 * How much a workspace stores (R42). A file is counted once, before it is stored. A single row holds the sum, so concurrent
 * uploads cannot exceed the limit together.
 */
export const storageQuota = { count, uncount }

/** @throws Refusal `storage.full` */
async function count(workspaceId: number, name: string, bytes: number): Promise<void> {
  const limit = await limitOf(workspaceId)
  await system().transaction(async (tx) => {
    const added = await tx
      .insert(workspaceFiles)
      .values({ workspaceId, name, bytes })
      .onConflictDoNothing()
      .returning({ name: workspaceFiles.name })
    if (added.length === 0) return
    await tx.insert(workspaceStorage).values({ workspaceId }).onConflictDoNothing()
    const counted = await tx
      .update(workspaceStorage)
      .set({ bytes: sql`${workspaceStorage.bytes} + ${bytes}` })
      .where(
        and(
          eq(workspaceStorage.workspaceId, workspaceId),
          sql`${workspaceStorage.bytes} + ${bytes} <= ${limit.bytes}`,
        ),
      )
      .returning({ bytes: workspaceStorage.bytes })
    // Throwing also rolls back the file's own row.
    if (counted.length === 0) throw full(limit)
  })
}

async function uncount(workspaceId: number, name: string): Promise<void> {
  await system().transaction(async (tx) => {
    const [removed] = await tx
      .delete(workspaceFiles)
      .where(and(eq(workspaceFiles.workspaceId, workspaceId), eq(workspaceFiles.name, name)))
      .returning({ bytes: workspaceFiles.bytes })
    if (!removed) return
    await tx
      .update(workspaceStorage)
      .set({ bytes: sql`greatest(0, ${workspaceStorage.bytes} - ${removed.bytes})` })
      .where(eq(workspaceStorage.workspaceId, workspaceId))
  })
}

/** Checks for free space before work that produces a file. @throws Refusal `storage.full` */
export async function requireStorage(workspaceId: number): Promise<void> {
  const limit = await limitOf(workspaceId)
  if ((await storedBytes(workspaceId)) >= limit.bytes) throw full(limit)
}

/** The bytes a workspace stores now. */
export async function storedBytes(workspaceId: number): Promise<number> {
  const [row] = await system()
    .select({ bytes: workspaceStorage.bytes })
    .from(workspaceStorage)
    .where(eq(workspaceStorage.workspaceId, workspaceId))
  return row?.bytes ?? 0
}

type Limit = { bytes: number; isTrial: boolean }

/** A workspace without a plan has the limit of a trial. */
async function limitOf(workspaceId: number): Promise<Limit> {
  const [row] = await system()
    .select({ trialDays: plans.trialDays })
    .from(subscriptions)
    .innerJoin(plans, eq(plans.key, subscriptions.planKey))
    .where(eq(subscriptions.workspaceId, workspaceId))
  const isTrial = !row || row.trialDays !== null
  return { isTrial, bytes: isTrial ? storageLimits.trialBytes : storageLimits.paidBytes }
}

const formatSize = (bytes: number) =>
  bytes < 1_000_000_000 ? `${bytes / 1_000_000} MB` : `${bytes / 1_000_000_000} GB`

const full = ({ bytes, isTrial }: Limit) =>
  isTrial
    ? new Refusal(
        'storage.full',
        `Your trial’s ${formatSize(bytes)} of file storage is full. Subscribe to a plan to store more.`,
        { limitBytes: bytes, href: PLANS_HREF },
      )
    : new Refusal(
        'storage.full',
        `Your workspace’s ${formatSize(bytes)} of file storage is full. Contact us to store more.`,
        { limitBytes: bytes },
      )
