import { asc, inArray } from 'drizzle-orm'
import { inWorkspace, type Queryable } from '@/db/client'
import { rateCards } from '@/db/schema'
import { actionLabels } from '@/lib/billing/shared/action-labels'
import type { WorkspaceContext } from '@/lib/core/context'
import { readExplanation } from '@/lib/credits/explain/explain'
import type { ExplainedHold, ExplainedLot, ExplainedSum, Explanation } from '@/lib/credits/explain/model'
import { entryKinds } from '@/lib/credits/model'
import { readAccount } from '@/lib/credits/read/read'
import { actionOfId, subjectOfId } from '@/lib/credits/shared/actions'
import { actorName, getActorNames } from '../entries/actor-names.ts'
import { entryLabel, hrefOf } from '../entries/entry-labels.ts'
import { rowOf } from '../statement.ts'
import type {
  BalanceExplanation,
  ExplainedChange,
  ExplainedPack,
  ExplainedWork,
} from './balance-explanation.ts'
import { sumTopUps, topUpPurchases } from './top-up-purchases.ts'

/** Explains how the balance was calculated at an instant; by default, or for a future instant, now. */
export async function explainBalance(ctx: WorkspaceContext, at?: string): Promise<BalanceExplanation> {
  const account = await readAccount(ctx.workspaceId)
  const requested = at === undefined ? account.at : Date.parse(at)
  const then = Number.isNaN(requested) ? account.at : Math.min(requested, account.at)
  return inWorkspace(ctx.workspaceId, async (tx) => {
    const explanation = await readExplanation(tx, ctx.workspaceId, then)
    const names = await getActorNames(
      tx,
      ctx.workspaceId,
      [...explanation.latest, ...explanation.holds].map(({ actorId }) => actorId),
    )
    const topUps = await topUpPurchases(tx, ctx.workspaceId, [...explanation.latest, ...explanation.lots])
    const { cycle, lastSeq } = explanation
    const bought = explanation.sums.some(({ kind }) => kind === 'pack')
    const automatic =
      cycle && bought ? await sumTopUps(tx, ctx.workspaceId, { firstSeq: cycle.firstSeq, lastSeq }) : null
    const cards = await cardsOf(tx, explanation.rateVersions)
    return explanationOf(explanation, { names, cards, topUps, automatic })
  })
}

type Known = {
  names: Map<number, string>
  cards: BalanceExplanation['rateCards']
  topUps: ReadonlySet<string>
  /** What auto top-up bought in the cycle; null: no packs were bought. */
  automatic: { credits: number; times: number } | null
}

function explanationOf(
  explanation: Explanation,
  { names, cards, topUps, automatic }: Known,
): BalanceExplanation {
  const { cycle } = explanation
  return {
    at: iso(explanation.at),
    balanceCredits: explanation.balance,
    availableCredits: explanation.available,
    parts: partsOf(explanation),
    cycle: cycle && { startsAt: iso(cycle.start), endsAt: iso(cycle.end) },
    openingCredits: cycle?.opening ?? 0,
    changes: explanation.sums.flatMap((sum) =>
      sum.kind === 'pack' ? packChanges(sum, automatic) : [changeOf(sum)],
    ),
    rateCards: cards,
    lots: explanation.lots.map((lot) => packOf(lot, topUps)),
    running: explanation.holds.map((hold) => workOf(hold, names)),
    moreRunning: explanation.openHolds - explanation.holds.length,
    latest: explanation.latest.map((entry) => rowOf(entry, names, topUps)),
  }
}

const iso = (ms: number) => new Date(ms).toISOString()

function partsOf({ allowanceLeft, extraLeft, held, frozen }: Explanation): BalanceExplanation['parts'] {
  const others = [
    { what: 'Extra credits', credits: extraLeft },
    { what: 'Held for work in progress', credits: held },
    { what: 'Frozen while a payment is disputed', credits: frozen },
  ]
  return [
    { what: 'Monthly allowance', credits: allowanceLeft },
    ...others.filter(({ credits }) => credits > 0),
  ]
}

function changeOf(sum: ExplainedSum): ExplainedChange {
  const action = actionOfId(sum.action)
  return {
    what: action ? actionLabels[action].label : entryLabel({ ...sum, kind: entryKinds[sum.kind] }),
    action,
    credits: sum.amount,
    times: sum.times,
    rateVersion: sum.rateVersion > 0 ? sum.rateVersion : null,
  }
}

/** Packs that someone bought, and packs that auto top-up bought (R48). */
function packChanges(sum: ExplainedSum, automatic: Known['automatic']): ExplainedChange[] {
  const change = changeOf(sum)
  if (!automatic || automatic.times === 0) return [change]
  const { credits, times } = automatic
  const topUp = { ...change, what: 'Auto top-up', credits, times }
  if (times === change.times) return [topUp]
  return [{ ...change, credits: change.credits - credits, times: change.times - times }, topUp]
}

function packOf(lot: ExplainedLot, topUps: ReadonlySet<string>): ExplainedPack {
  const bought = subjectOfId(lot.subjectKind) === 'purchase'
  return {
    what: `${lot.granted.toLocaleString('en')} credits ${topUps.has(lot.subjectId) ? 'from auto top-up' : bought ? 'bought' : 'granted'}`,
    seq: lot.seq,
    grantedAt: iso(lot.grantedAt),
    endsAt: lot.expiresAt === null ? null : iso(lot.expiresAt),
    leftCredits: lot.left,
    frozenCredits: lot.frozen,
  }
}

function workOf(hold: ExplainedHold, names: Map<number, string>): ExplainedWork {
  const action = actionOfId(hold.action)
  return {
    id: hold.id,
    what: action ? actionLabels[action].label : 'Work',
    credits: hold.amount,
    who: actorName(hold.actorId, names),
    since: iso(hold.openedAt),
    href: hrefOf(subjectOfId(hold.subjectKind), hold.subjectId),
  }
}

async function cardsOf(tx: Queryable, versions: readonly number[]): Promise<BalanceExplanation['rateCards']> {
  if (versions.length === 0) return []
  const rows = await tx
    .select({ version: rateCards.version, effectiveAt: rateCards.effectiveAt, note: rateCards.note })
    .from(rateCards)
    .where(inArray(rateCards.version, [...versions]))
    .orderBy(asc(rateCards.version))
  return rows.map(({ version, effectiveAt, note }) => ({
    version,
    effectiveAt: effectiveAt.toISOString(),
    note,
  }))
}
