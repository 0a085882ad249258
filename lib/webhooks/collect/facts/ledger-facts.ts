import { and, asc, desc, eq, gt, inArray, lte } from 'drizzle-orm'
import type { Queryable } from '@/db/client'
import { creditAccounts, creditCycles, creditEntries, purchases } from '@/db/schema'
import { assert } from '@/lib/core/assert'
import { entryKinds } from '@/lib/credits/model'
import { type SubjectKind, subjectOfId } from '@/lib/credits/shared/actions'
import type { Fact } from '../payload'

const MOST_ENTRIES = 5_000
const TOLD_KINDS = [
  entryKinds.allowance,
  entryKinds.topUp,
  entryKinds.pack,
  entryKinds.promotion,
  entryKinds.correction,
  entryKinds.clawBack,
]
const WORK_SUBJECTS: readonly SubjectKind[] = ['report', 'valuation', 'image', 'listing', 'campaign']

type Entry = typeof creditEntries.$inferSelect

/**
 * What entries after `seq` say. Entries are numbered without a gap and committed in that order, so nothing can appear
 * behind the cursor later. What work costs is not among them: `work.ready` says it.
 */
export async function ledgerFacts(
  tx: Queryable,
  workspaceId: number,
  seq: number,
): Promise<{ facts: Fact[]; seq: number }> {
  const [account] = await tx
    .select({ seq: creditAccounts.seq })
    .from(creditAccounts)
    .where(eq(creditAccounts.workspaceId, workspaceId))
  const upTo = Math.min(account?.seq ?? seq, seq + MOST_ENTRIES)
  if (upTo <= seq) return { facts: [], seq }
  const entries = await tx
    .select()
    .from(creditEntries)
    .where(
      and(
        eq(creditEntries.workspaceId, workspaceId),
        gt(creditEntries.seq, seq),
        lte(creditEntries.seq, upTo),
        inArray(creditEntries.kind, TOLD_KINDS),
      ),
    )
    .orderBy(asc(creditEntries.seq))
  const facts: Fact[] = []
  for (const entry of entries) {
    const fact = await factOf(tx, entry)
    if (fact) facts.push(fact)
  }
  return { facts, seq: upTo }
}

async function factOf(tx: Queryable, entry: Entry): Promise<Fact | null> {
  const { seq, at, kind, amount, balanceAfter, subjectId } = entry
  const subject = subjectOfId(entry.subjectKind)
  const said = { key: `entry ${seq}`, at }
  const data = { entry: seq, credits: amount, balanceAfterCredits: balanceAfter }
  switch (kind) {
    case entryKinds.allowance:
      return { ...said, type: 'credits.reset', data: { ...data, ...(await cycleOf(tx, entry)) } }
    case entryKinds.topUp:
      return { ...said, type: 'credits.added', data: { ...data, reason: 'plan' } }
    case entryKinds.promotion:
      return { ...said, type: 'credits.added', data: { ...data, reason: 'promotion' } }
    case entryKinds.pack:
      return purchased(tx, entry, said, data)
    case entryKinds.clawBack:
      return {
        ...said,
        type: 'credits.refunded',
        data: { ...data, reason: 'payment', purchaseId: subjectId },
      }
    case entryKinds.correction:
      if (WORK_SUBJECTS.includes(subject)) {
        const work = { kind: subject, id: subjectId }
        return { ...said, type: 'credits.refunded', data: { ...data, reason: 'work', work } }
      }
      return amount > 0 ? { ...said, type: 'credits.added', data: { ...data, reason: 'correction' } } : null
    default:
      return null
  }
}

async function purchased(
  tx: Queryable,
  { workspaceId, subjectId }: Entry,
  said: { key: string; at: Date },
  data: { entry: number; credits: number; balanceAfterCredits: number },
): Promise<Fact | null> {
  const [purchase] = await tx
    .select()
    .from(purchases)
    .where(and(eq(purchases.workspaceId, workspaceId), eq(purchases.id, subjectId)))
  // A pack that was granted without being bought.
  if (!purchase) return { ...said, type: 'credits.added', data: { ...data, reason: 'promotion' } }
  const { packKey, quantity, furtherPacks, paidCents, priceCents, currency, creditsEndAt, origin } = purchase
  return {
    ...said,
    type: 'credits.purchased',
    data: {
      ...data,
      purchaseId: subjectId,
      origin,
      packs: [
        { pack: packKey, quantity },
        ...furtherPacks.map((line) => ({ pack: line.packKey, quantity: line.quantity })),
      ],
      paidCents: paidCents ?? priceCents,
      currency,
      expiresAt: creditsEndAt?.toISOString() ?? null,
    },
  }
}

async function cycleOf(tx: Queryable, { workspaceId, seq }: Entry) {
  const [cycle] = await tx
    .select()
    .from(creditCycles)
    .where(and(eq(creditCycles.workspaceId, workspaceId), lte(creditCycles.firstSeq, seq)))
    .orderBy(desc(creditCycles.firstSeq))
    .limit(1)
  assert(cycle, `entry ${seq} of workspace ${workspaceId} is in a cycle`)
  return { cycleStartsAt: cycle.cycleStart.toISOString(), cycleEndsAt: cycle.cycleEnd.toISOString() }
}
