import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { users, workspaces } from '@/db/schema'
import { inputHash, keyId } from './decide/keys.ts'
import type { Accepted, Account, Command, Funding, Loaded, Outcome, Work } from './model.ts'
import { openCreditAccount } from './post.ts'
import { actionIds, subjectIds } from './shared/actions.ts'

/** Scenario builders: short forms of the commands that tests, the simulation and the benchmark use. */

export function work(credits: number, key: string = randomUUID(), over: Partial<Work> = {}): Work {
  return {
    key: keyId(key),
    inputHash: inputHash([credits]),
    credits,
    units: 1,
    action: actionIds['report.generate'],
    actorId: 0,
    rateVersion: 1,
    subjectKind: subjectIds.report,
    subjectId: randomUUID(),
    ...over,
  }
}

export const charge = (credits: number, key?: string, over?: Partial<Work>): Command => ({
  type: 'charge',
  ...work(credits, key, over),
})

export const hold = (
  credits: number,
  key?: string,
  leaseMs = 60_000,
): Extract<Command, { type: 'hold' }> => ({
  type: 'hold',
  leaseMs,
  ...work(credits, key),
})

export const grant = (
  credits: number,
  over: Partial<Extract<Command, { type: 'grant' }>> = {},
): Extract<Command, { type: 'grant' }> => ({
  type: 'grant',
  kind: 'pack',
  key: keyId(randomUUID()),
  inputHash: inputHash([credits]),
  credits,
  actorId: 0,
  subjectKind: subjectIds.purchase,
  subjectId: randomUUID(),
  expiry: { kind: 'cycle-end' },
  reason: null,
  ...over,
})

export function accepted(outcome: Outcome | undefined): Accepted {
  if (!outcome?.ok) throw new Error(`refused: ${JSON.stringify(outcome)}`)
  return outcome
}

/** A command for refunds and disputes of a lot; each call has a higher revision. */
export function settleLot(
  { subjectKind, subjectId }: { subjectKind: number; subjectId: string },
  money: { returned?: number; disputed?: number; revision?: number; reason?: string },
): Extract<Command, { type: 'settle-lot' }> {
  revisions += 1
  const { returned = 0, disputed = 0, revision = revisions, reason = null } = money
  return { type: 'settle-lot', subjectKind, subjectId, revision, returned, disputed, reason }
}
let revisions = 0

/** A new account: its first cycle begins at the anchor. */
export function freshAccount(anchorAt: number, funding: Partial<Funding> = {}): Account {
  return {
    workspaceId: 1,
    allowanceLeft: 0,
    extraLeft: 0,
    held: 0,
    frozen: 0,
    seq: 0,
    anchorAt,
    cycleStart: anchorAt - 1,
    cycleEnd: anchorAt,
    allowance: 100,
    cycleAllowance: 0,
    paidChanges: 0,
    paidBack: 0,
    withheld: 0,
    granted: 0,
    extraGranted: 0,
    fundedUntil: null,
    partlyFundedUntil: null,
    spendUntil: null,
    extraEnd: 0,
    extraUsed: 0,
    extraExpired: 0,
    nextLotExpiry: null,
    timeZone: 'UTC',
    ...funding,
  }
}

export function loaded(account: Account): Loaded {
  return { account, lots: [], holds: [], entriesByKey: new Map() }
}

/** A new workspace for a database test, with one member and an account whose first allowance is due. */
export async function makeWorkspace(
  funding: Partial<Funding> = {},
  anchorAt?: number,
): Promise<{ workspaceId: number; userId: number }> {
  const db = system()
  const [workspace] = await db.insert(workspaces).values({ name: 'Test agency' }).returning()
  const [user] = await db
    .insert(users)
    .values({ email: `${randomUUID()}@test.test`, name: 'Tess Ter' })
    .returning()
  if (!workspace || !user) throw new Error('the workspace was not inserted')
  await db.execute(
    sql`insert into members (workspace_id, user_id, role) values (${workspace.id}, ${user.id}, 'owner')`,
  )
  await openCreditAccount(
    workspace.id,
    anchorAt ?? Date.now() - 1_000,
    { allowance: 100, fundedUntil: null, spendUntil: null, ...funding },
    'UTC',
  )
  return { workspaceId: workspace.id, userId: user.id }
}
