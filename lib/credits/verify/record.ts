import { desc, eq, lt } from 'drizzle-orm'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { ledgerChecks, ledgerFindings } from '@/db/schema'
import { log } from '@/lib/core/logging/log'
import { type Verified, verifyLedger } from './verify.ts'

/** A year of nightly checks is kept, with their findings. */
const KEEP_CHECKS = 365
const FINDINGS_A_STATEMENT = 1_000

/**
 * The nightly check: verifies the whole ledger and stores the differences for operators. Its own row is written first
 * and completed last, so a check that died or never ran can be seen.
 */
export async function checkLedger(): Promise<Verified> {
  const db = system()
  const [check] = await db
    .insert(ledgerChecks)
    .values({ startedAt: marketNow })
    .returning({ id: ledgerChecks.id })
  if (!check) throw new Error('the check was not recorded')
  const verified = await verifyLedger()
  const { workspaces, entries, differences } = verified
  await db.transaction(async (tx) => {
    for (let from = 0; from < differences.length; from += FINDINGS_A_STATEMENT) {
      const some = differences.slice(from, from + FINDINGS_A_STATEMENT)
      await tx.insert(ledgerFindings).values(some.map((difference) => ({ ...difference, checkId: check.id })))
    }
    await tx
      .update(ledgerChecks)
      .set({ finishedAt: marketNow, workspaces, entries, differences: differences.length })
      .where(eq(ledgerChecks.id, check.id))
    await tx.delete(ledgerChecks).where(lt(ledgerChecks.id, check.id - KEEP_CHECKS))
  })
  if (differences.length > 0) log.error({ check: check.id, differences: differences.length }, 'ledger check')
  return verified
}

export type LedgerCheck = typeof ledgerChecks.$inferSelect
export type LedgerFinding = typeof ledgerFindings.$inferSelect

/** The latest check, or null before the first one. Without `finishedAt`, it is running or its process died. */
export async function readLastLedgerCheck(): Promise<LedgerCheck | null> {
  const [check] = await system().select().from(ledgerChecks).orderBy(desc(ledgerChecks.id)).limit(1)
  return check ?? null
}

export async function readLedgerFindings(checkId: number, limit = 200): Promise<LedgerFinding[]> {
  return system()
    .select()
    .from(ledgerFindings)
    .where(eq(ledgerFindings.checkId, checkId))
    .orderBy(ledgerFindings.id)
    .limit(limit)
}
