import { asc, inArray } from 'drizzle-orm'
import { inWorkspace, type Queryable } from '@/db/client'
import { rateCards } from '@/db/schema'
import { actionWords } from '@/lib/billing/shared/action-labels'
import type { WorkspaceContext } from '@/lib/core/context'
import { explain } from '@/lib/credits/explain/explain'
import type { ExplainedHold, ExplainedLot, ExplainedSum, Explanation } from '@/lib/credits/explain/model'
import { entryKinds } from '@/lib/credits/model'
import { readAccount } from '@/lib/credits/read/read'
import { actionOfId, subjectOfId } from '@/lib/credits/shared/actions'
import { actorName, actorNames } from './actor-names.ts'
import type {
  BalanceExplanation,
  ExplainedChange,
  ExplainedPack,
  ExplainedWork,
} from './balance-explanation.ts'
import { hrefOf, rowOf, wordsOf } from './statement.ts'
import { topUpPurchases } from './top-up-purchases.ts'

/** "Why is my balance this?" at an instant; without one, or with one that lies ahead, as it is now. */
export async function explainBalance(ctx: WorkspaceContext, at?: string): Promise<BalanceExplanation> {
  const account = await readAccount(ctx.workspaceId)
  const asked = at === undefined ? account.at : Date.parse(at)
  const then = Number.isNaN(asked) ? account.at : Math.min(asked, account.at)
  return inWorkspace(ctx.workspaceId, async (tx) => {
    const told = await explain(tx, ctx.workspaceId, then)
    const names = await actorNames(
      tx,
      ctx.workspaceId,
      [...told.latest, ...told.holds].map(({ actorId }) => actorId),
    )
    const topUps = await topUpPurchases(tx, ctx.workspaceId, [...told.latest, ...told.lots])
    return inWords(told, names, await cardsOf(tx, told.rateVersions), topUps)
  })
}

function inWords(
  told: Explanation,
  names: Map<number, string>,
  cards: BalanceExplanation['rateCards'],
  topUps: ReadonlySet<string>,
): BalanceExplanation {
  const { cycle } = told
  return {
    at: iso(told.at),
    balanceCredits: told.balance,
    availableCredits: told.available,
    parts: partsOf(told),
    cycle: cycle && { startsAt: iso(cycle.start), endsAt: iso(cycle.end) },
    openingCredits: cycle?.opening ?? 0,
    changes: told.sums.map(changeOf),
    rateCards: cards,
    lots: told.lots.map((lot) => packOf(lot, topUps)),
    running: told.holds.map((hold) => workOf(hold, names)),
    moreRunning: told.openHolds - told.holds.length,
    latest: told.latest.map((entry) => rowOf(entry, names, topUps)),
  }
}

const iso = (ms: number) => new Date(ms).toISOString()

function partsOf({ allowanceLeft, extraLeft, held, frozen }: Explanation): BalanceExplanation['parts'] {
  const others = [
    { what: 'Extra credits', credits: extraLeft },
    { what: 'Held by running work', credits: held },
    { what: 'Set aside while a payment is disputed', credits: frozen },
  ]
  return [
    { what: 'Monthly allowance', credits: allowanceLeft },
    ...others.filter(({ credits }) => credits > 0),
  ]
}

function changeOf(sum: ExplainedSum): ExplainedChange {
  const action = actionOfId(sum.action)
  return {
    what: action ? actionWords[action].label : wordsOf({ ...sum, kind: entryKinds[sum.kind] }),
    action,
    credits: sum.amount,
    times: sum.times,
    rateVersion: sum.rateVersion > 0 ? sum.rateVersion : null,
  }
}

function packOf(lot: ExplainedLot, topUps: ReadonlySet<string>): ExplainedPack {
  const bought = subjectOfId(lot.subjectKind) === 'purchase'
  return {
    what: `${lot.granted.toLocaleString('en')} credits ${topUps.has(lot.subjectId) ? 'from auto top-up' : bought ? 'bought' : 'given'}`,
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
    what: action ? actionWords[action].label : 'Work',
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
