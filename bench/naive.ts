import { and, eq, sql } from 'drizzle-orm'
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import { creditAccounts, creditEntries, creditUsage } from '@/db/schema'
import { dayOf } from '@/lib/credits/decide/cycle'
import { entryKinds, type Work } from '@/lib/credits/model'

/**
 * The baseline: a charge as most teams would write it. One transaction per charge: lock the balance, look up the key,
 * check the balance, insert the entry, update the balance, count the usage. Same features, same rows written. In that
 * design, resetting cycles is a nightly job, so it costs nothing here.
 */
export function chargeNaively(
  db: PostgresJsDatabase,
  workspaceId: number,
  work: Work,
): Promise<{ ok: boolean }> {
  const hash = BigInt(work.inputHash)
  return db.transaction(async (tx) => {
    const [account] = await tx
      .select()
      .from(creditAccounts)
      .where(eq(creditAccounts.workspaceId, workspaceId))
      .for('update')
    if (!account) throw new Error(`workspace ${workspaceId} has no credit account`)
    const [first] = await tx
      .select({ inputHash: creditEntries.inputHash })
      .from(creditEntries)
      .where(and(eq(creditEntries.workspaceId, workspaceId), eq(creditEntries.key, work.key)))
    if (first) return { ok: first.inputHash === hash }

    const at = new Date()
    const { credits } = work
    if (account.spendUntil && at >= account.spendUntil) return { ok: false }
    if (credits > account.allowanceLeft + account.extraLeft) return { ok: false }
    const fromAllowance = Math.min(credits, account.allowanceLeft)
    const fromExtra = credits - fromAllowance
    const seq = account.seq + 1
    const { allowanceLeft, extraLeft, held, frozen } = account
    await tx.insert(creditEntries).values({
      at,
      inputHash: hash,
      subjectId: work.subjectId,
      key: work.key,
      workspaceId,
      seq,
      amount: -credits,
      balanceAfter: allowanceLeft + extraLeft + held + frozen - credits,
      extraAmount: -fromExtra,
      actorId: work.actorId,
      rateVersion: work.rateVersion,
      units: work.units,
      kind: entryKinds.charge,
      action: work.action,
      subjectKind: work.subjectKind,
    })
    await tx
      .update(creditAccounts)
      .set({
        allowanceLeft: allowanceLeft - fromAllowance,
        extraLeft: extraLeft - fromExtra,
        extraUsed: account.extraUsed + fromExtra,
        seq,
      })
      .where(eq(creditAccounts.workspaceId, workspaceId))
    await tx
      .insert(creditUsage)
      .values({
        workspaceId,
        cycleStart: account.cycleStart,
        day: dayOf(at.getTime(), account.timeZone),
        action: work.action,
        actorId: work.actorId,
        credits,
        times: 1,
        units: work.units,
        firstSeq: seq,
        lastSeq: seq,
      })
      .onConflictDoUpdate({
        target: [
          creditUsage.workspaceId,
          creditUsage.cycleStart,
          creditUsage.day,
          creditUsage.action,
          creditUsage.actorId,
        ],
        set: {
          credits: sql`${creditUsage.credits} + excluded.credits`,
          times: sql`${creditUsage.times} + 1`,
          units: sql`${creditUsage.units} + excluded.units`,
          lastSeq: sql`excluded.last_seq`,
        },
      })
    return { ok: true }
  })
}
