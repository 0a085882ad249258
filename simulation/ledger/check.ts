import { entryKinds, holdStates } from '@/lib/credits/model'
import { balanceOf, endOf, extraOf, frozenOf, heldOf, type ModelState, unspentOf } from './model-state.ts'
import type { Stored } from './stored.ts'

type Lines = Map<string, string>

/** The differences between the database and the model, as text; empty if there are none. */
export function differences(model: ModelState, stored: Stored): string[] {
  const [expected, found] = [linesOfBook(model), linesOfStored(stored, model)]
  const names = new Set([...expected.keys(), ...found.keys()])
  return [...names].flatMap((name) => {
    const [wanted, is] = [expected.get(name) ?? 'nothing', found.get(name) ?? 'nothing']
    return wanted === is ? [] : [`${name} is ${is}, should be ${wanted}`]
  })
}

const line = (value: object) => JSON.stringify(value)

/** The database may return pairs in another order. */
const pairsOf = (metadata: string | null) =>
  metadata === null ? null : Object.entries(JSON.parse(metadata) as Record<string, string>).toSorted()

function linesOfBook(model: ModelState): Lines {
  const lines: Lines = new Map()
  lines.set(
    'account',
    line({
      allowanceLeft: model.allowanceLeft,
      extraLeft: extraOf(model),
      held: heldOf(model),
      frozen: frozenOf(model),
      seq: model.entries.length,
      anchorAt: model.anchorAt,
      cycleStart: model.cycleStart,
      cycleEnd: model.cycleEnd,
      granted: model.granted,
      withheld: model.debt,
      extraGranted: model.extraGranted,
      allowance: model.funding.allowance,
      fundedUntil: model.funding.fundedUntil,
      partlyFundedUntil: model.funding.partlyFundedUntil ?? null,
      spendUntil: model.funding.spendUntil,
    }),
  )
  model.entries.forEach((entry, index) => {
    const { at, amount, extraAmount, key, inputHash, reason, actorId, action, units } = entry
    const { rateVersion, subjectKind, subjectId } = entry
    const metadata = pairsOf(entry.metadata)
    const balanceAfter = balanceOf(model, index + 1)
    const what = { actorId, action, units, rateVersion, subjectKind, subjectId, reason, metadata }
    const kind = entryKinds[entry.kind as keyof typeof entryKinds]
    lines.set(
      `entry ${index + 1}`,
      line({ at, kind, amount, extraAmount, balanceAfter, key, inputHash, ...what }),
    )
  })
  for (const hold of model.holds) {
    const { id, state, amount, fromExtra, captured, cycleStart, leaseUntil, entrySeq } = hold
    const settled = { state: holdStates[state], captured, entrySeq, metadata: pairsOf(hold.work.metadata) }
    lines.set(`hold ${id}`, line({ amount, fromExtra, cycleStart, leaseUntil, ...settled }))
  }
  for (const lot of model.lots) {
    if (!lot.subject) continue
    const { granted, takenBack, frozen, shortfall, expired, revision, expiresAt, size } = lot
    const unspent = unspentOf(model, lot)
    // A lot's position only matters while it is not empty.
    const end = unspent > 0 ? endOf(model, lot) : null
    lines.set(
      `lot ${lot.subject}`,
      line({ granted, takenBack, frozen, shortfall, expired, revision, expiresAt, size, unspent, end }),
    )
  }
  for (const [name, { credits, times, units }] of Object.entries(model.usage))
    lines.set(`usage ${name}`, line({ credits, times, units }))
  return lines
}

function linesOfStored({ account, entries, holds, lots, usage }: Stored, model: ModelState): Lines {
  const lines: Lines = new Map()
  const { allowanceLeft, extraLeft, held, frozen, seq, anchorAt, cycleStart, cycleEnd, granted, withheld } =
    account
  const { extraGranted, allowance, fundedUntil, partlyFundedUntil, spendUntil } = account
  const cycle = { anchorAt, cycleStart, cycleEnd, granted, withheld, extraGranted }
  const funding = { allowance, fundedUntil, partlyFundedUntil, spendUntil }
  lines.set('account', line({ allowanceLeft, extraLeft, held, frozen, seq, ...cycle, ...funding }))
  const asked = new Set(model.entries.map((entry) => entry.key))
  for (const entry of entries) {
    const { at, kind, amount, extraAmount, balanceAfter, inputHash, actorId, action, units } = entry
    const { rateVersion, subjectKind, subjectId, reason } = entry
    const metadata = pairsOf(entry.metadata)
    // The keys of entries without a request are internal to the ledger.
    const key = asked.has(entry.key) ? entry.key : null
    const what = { actorId, action, units, rateVersion, subjectKind, subjectId, reason, metadata }
    lines.set(
      `entry ${entry.seq}`,
      line({ at, kind, amount, extraAmount, balanceAfter, key, inputHash, ...what }),
    )
  }
  for (const {
    id,
    state,
    amount,
    fromExtra,
    captured,
    cycleStart,
    leaseUntil,
    entrySeq,
    metadata,
  } of holds) {
    const settled = { state, captured, entrySeq, metadata: pairsOf(metadata) }
    lines.set(`hold ${id}`, line({ amount, fromExtra, cycleStart, leaseUntil, ...settled }))
  }
  for (const lot of lots) {
    const { granted, takenBack, frozen, shortfall, expired, expiresAt, fromCredit, toCredit } = lot
    const revision = lot.paymentRevision
    const unspent = Math.max(0, toCredit - Math.max(fromCredit, account.extraUsed))
    const end = unspent > 0 ? toCredit : null
    const size = toCredit - fromCredit
    const name = `lot ${lot.subjectKind}:${lot.subjectId}`
    const money = { granted, takenBack, frozen, shortfall, expired, revision }
    lines.set(name, line({ ...money, expiresAt, size, unspent, end }))
  }
  for (const { cycleStart, day, action, actorId, credits, times, units } of usage)
    lines.set(`usage ${[cycleStart, day, action, actorId].join('|')}`, line({ credits, times, units }))
  return lines
}
