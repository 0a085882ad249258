/** One way of breaking the ledger: in `file`, the one place that says `from` says `to` instead. */
export type Mutation = { name: string; file: string; from: string; to: string }

const credits = (file: string) => `lib/credits/${file}`

export const mutations: readonly Mutation[] = [
  {
    name: 'a hold released twice gives back twice',
    file: credits('holds.ts'),
    from: 'if (hold.state === holdStates.released) return { ...draft.accept(0, 0, holdId), replayed: true }',
    to: '',
  },
  {
    name: 'a hold captured twice pays twice',
    file: credits('holds.ts'),
    from: 'if (hold.state !== holdStates.open) {\n    if (hold.state !== holdStates.captured',
    to: 'if (hold.state === holdStates.released) {\n    if (hold.state !== holdStates.captured',
  },
  {
    name: 'a capture keeps the remainder of the hold',
    file: credits('holds.ts'),
    from: 'giveBack(draft, hold, hold.amount - hold.fromExtra - (credits - fromExtra), hold.fromExtra - fromExtra)',
    to: 'draft.account.held -= hold.amount - credits',
  },
  {
    name: 'a capture may be above the hold',
    file: credits('holds.ts'),
    from: 'if (credits > hold.amount || credits < 0',
    to: 'if (credits < 0',
  },
  {
    name: 'a released hold of an earlier cycle gives its allowance back',
    file: credits('holds.ts'),
    from: 'const sameCycle = hold.cycleStart === account.cycleStart',
    to: 'const sameCycle = true',
  },
  {
    name: 'expired extra credits come back from a hold',
    file: credits('holds.ts'),
    from: 'Math.min(extra, account.extraUsed - account.extraExpired)',
    to: 'Math.min(extra, account.extraUsed)',
  },
  {
    name: 'expiry forgets extra credits',
    file: credits('time.ts'),
    from: 'account.extraLeft -= gone',
    to: 'account.extraLeft -= 0',
  },
  {
    name: 'extra credits never expire',
    file: credits('time.ts'),
    from: 'if (account.nextLotExpiry === null || account.nextLotExpiry > until) return',
    to: 'if (account.nextLotExpiry !== until) return',
  },
  {
    name: 'unused allowance rolls over',
    file: credits('time.ts'),
    from: '  expireAllowance(draft, ended)\n',
    to: '',
  },
  {
    name: 'a cycle begins a month after the one before, not at its anchor',
    file: credits('time.ts'),
    from: 'const cycle = cycleAt(account.anchorAt, at)',
    to: 'const cycle = cycleAt(ended, at)',
  },
  {
    name: 'an unpaid cycle is granted',
    file: credits('time.ts'),
    from: 'fundedUntil === null || cycleStart < fundedUntil\n',
    to: 'fundedUntil === null || cycleStart < fundedUntil + 86_400_000 * 60\n',
  },
  {
    name: 'the allowance is granted again after down and up',
    file: credits('plan.ts'),
    from: '  if (difference <= 0) return draft.accept(0, 0)\n',
    to: '  if (difference <= 0) {\n    account.granted = Math.min(account.granted, fundedAllowance(draft))\n    return draft.accept(0, 0)\n  }\n',
  },
  {
    name: 'an upgrade grants the whole difference',
    file: credits('plan.ts'),
    from: 'Math.ceil((Math.abs(credits) * part) / whole)',
    to: 'Math.abs(credits)',
  },
  {
    name: 'what was granted for money that went back is forgotten',
    file: credits('time.ts'),
    from: '  carryOver(draft)\n  draft.beginCycle(start, end)\n',
    to: '  draft.beginCycle(start, end)\n',
  },
  {
    name: 'a restart grants on top of what is left',
    file: credits('plan.ts'),
    from: '  expireAllowance(draft, draft.at)\n',
    to: '',
  },
  {
    name: 'what is spent may be spent after the end',
    file: credits('spend.ts'),
    from: 'draft.at >= account.spendUntil',
    to: 'draft.at > account.spendUntil + 3_600_000',
  },
  {
    name: 'frozen credits can be spent',
    file: credits('lots.ts'),
    from: '  shorten(draft, lot, credits)\n  setAside(draft, lot, credits)\n',
    to: '  setAside(draft, lot, credits)\n',
  },
  {
    name: 'extra credits are spent before the allowance',
    file: credits('draft.ts'),
    from: 'const fromAllowance = Math.min(credits, account.allowanceLeft)',
    to: 'const fromAllowance = credits - Math.min(credits, account.extraLeft)',
  },
  {
    name: 'a key is replayed whatever its input',
    file: credits('draft.ts'),
    from: "if (first.inputHash !== inputHash) return this.refuse('key-reused', cost)",
    to: '',
  },
  {
    name: 'a refusal is remembered as a hold',
    file: credits('holds.ts'),
    from: "if (known.inputHash !== work.inputHash) return draft.refuse('key-reused', work.credits)",
    to: '',
  },
  {
    name: 'a claw-back ignores the shortfall',
    file: credits('lots.ts'),
    from: 'lot.shortfall += wanted - taken',
    to: 'lot.shortfall += 0',
  },
  {
    name: 'refunds are not cumulative',
    file: credits('lots.ts'),
    from: 'Math.min(command.credits, lot.granted) - lot.takenBack - lot.shortfall',
    to: 'Math.min(command.credits, lot.granted - lot.takenBack - lot.shortfall)',
  },
  {
    name: 'lots behind a shortened one stay where they were',
    file: credits('lots.ts'),
    from: 'if (!isBehind(later, lot)) continue',
    to: 'if (later !== lot || lot.granted > 0) continue',
  },
  {
    name: 'a lost dispute gives back what was frozen',
    file: credits('lots.ts'),
    from: 'if (!command.won) {',
    to: 'if (!command.won && credits === 0) {',
  },
  {
    name: 'a later pack ends before an earlier one',
    file: credits('lots.ts'),
    from: 'return neverBeforeOthers(draft, own, draft.lots)',
    to: 'return own',
  },
  {
    name: 'the balance is not locked',
    file: credits('posting/load.ts'),
    from: ' order by a.workspace_id for update`',
    to: ' order by a.workspace_id`',
  },
  {
    name: 'a batch is committed without looking its keys up',
    file: credits('posting/load.ts'),
    from: 'keys.ids.length > 0 ? probe',
    to: 'keys.ids.length > 1e9 ? probe',
  },
  {
    name: 'holds are not looked up',
    file: credits('posting/load.ts'),
    from: 'holds.ids.length > 0 ? probe',
    to: 'holds.ids.length > 1e9 ? probe',
  },
  {
    name: 'the lots behind a frozen one are not read',
    file: credits('posting/load.ts'),
    from: ' or (n.frozen > 0 and l.from_credit >= n.to_credit))',
    to: ')',
  },
  {
    name: 'callers are answered before the commit',
    file: credits('posting/lane.ts'),
    from: '  await write(sql, plans)\n',
    to: '  write(sql, plans).catch(() => {})\n',
  },
  {
    name: 'a broken batch goes on over a new connection',
    file: credits('posting/connection.ts'),
    from: 'if (opened) return',
    to: 'if (opened && opened !== true) return',
  },
  {
    name: 'an unknown outcome is taken for done',
    file: credits('posting/lane.ts'),
    from: 'if (item.tries >= MAX_TRIES) item.reject(unknownOutcome(error))',
    to: 'item.reject(error)',
  },
]
