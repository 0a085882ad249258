import { randomUUID } from 'node:crypto'
import type postgres from 'postgres'
import { inputHash, keyId } from '@/lib/credits/decide/keys'
import type { Command, LotExpiry } from '@/lib/credits/model'
import { post } from '@/lib/credits/post'
import { charge, grant, hold, makeWorkspace } from '@/lib/credits/testing'
import { seededRandom } from '@/local/demo/random'

const DAY_SECONDS = 86_400
const ROUNDS = 60
const COMMANDS_A_ROUND = 20
const EXPIRIES: LotExpiry[] = [{ kind: 'cycle-end' }, { kind: 'never' }, { kind: 'months', months: 2 }]

type Grant = Extract<Command, { type: 'grant' }>
type SimulatedWorkspace = { id: number; expiry: LotExpiry; holds: string[]; packs: Grant[]; revision: number }

/**
 * Runs every command in a few workspaces while the product's clock advances by months; the same seed gives the same
 * commands. `afterRound` can examine the state after each round.
 */
export async function runRandomCommands(
  sql: postgres.Sql,
  seed: number,
  afterRound: (workspaceIds: readonly number[]) => Promise<void> = async () => {},
): Promise<number[]> {
  const random = seededRandom(`life ${seed}`)
  const workspaces: SimulatedWorkspace[] = []
  for (const expiry of EXPIRIES) {
    const { workspaceId } = await makeWorkspace({ allowance: 200 }, Date.now() - 1_000)
    workspaces.push({ id: workspaceId, expiry, holds: [], packs: [], revision: 0 })
  }
  let seconds = 0
  for (let round = 0; round < ROUNDS; round++) {
    seconds += Math.floor(random() * 4 * DAY_SECONDS)
    await sql`insert into time_machine (offset_seconds) values (${seconds})
      on conflict (only_row) do update set offset_seconds = excluded.offset_seconds`
    const now = Date.now() + seconds * 1_000
    const commands = workspaces.flatMap((workspace) =>
      Array.from({ length: COMMANDS_A_ROUND }, () => ({
        workspace,
        command: commandOf(workspace, random, now),
      })),
    )
    await Promise.all(commands.map(({ workspace, command }) => ask(workspace, command)))
    await afterRound(workspaces.map((workspace) => workspace.id))
  }
  await sql`update time_machine set offset_seconds = 0`
  return workspaces.map((workspace) => workspace.id)
}

async function ask(workspace: SimulatedWorkspace, command: Command): Promise<void> {
  const outcome = await post(workspace.id, command)
  if (!outcome.ok) return
  if (command.type === 'hold') workspace.holds.push(command.key)
  if (command.type === 'grant') workspace.packs.push(command)
}

function commandOf(workspace: SimulatedWorkspace, random: () => number, now: number): Command {
  const some = Math.floor(random() * 30)
  const dice = random()
  if (dice < 0.3)
    return charge(some, undefined, { actorId: Math.floor(random() * 3), action: 1 + (some % 7) })
  if (dice < 0.5) return hold(some + 1)
  if (dice < 0.72) return settleHold(workspace, random, some)
  if (dice < 0.76) return { type: 'touch' }
  if (dice < 0.84) return grant(some + 20, { expiry: workspace.expiry })
  if (dice < 0.97) return aboutPack(workspace, random, some)
  if (dice < 0.985) return deduct(some)
  const funding = { allowance: 100 + some * 10, fundedUntil: null, spendUntil: null }
  if (dice < 0.995) return { type: 'set-funding', ...funding }
  const key = randomUUID()
  const what = { key: keyId(key), inputHash: inputHash([key]), subjectKind: 7, subjectId: key }
  return { type: 'restart', anchorAt: now - some * 1_000, ...what, ...funding }
}

function deduct(credits: number): Command {
  const key = randomUUID()
  return {
    type: 'deduct',
    key: keyId(key),
    inputHash: inputHash([key]),
    credits,
    actorId: 1,
    reason: 'Counted twice',
  }
}

function settleHold(workspace: SimulatedWorkspace, random: () => number, credits: number): Command {
  const holdId = workspace.holds[Math.floor(random() * workspace.holds.length)] ?? keyId('none')
  if (random() < 0.6) return { type: 'capture', holdId, credits: Math.ceil(credits / 2), units: 1 }
  return random() < 0.2 ? { type: 'renew', holdId, leaseMs: 60_000 } : { type: 'release', holdId }
}

function aboutPack(workspace: SimulatedWorkspace, random: () => number, credits: number): Command {
  const pack = workspace.packs.at(-1 - Math.floor(random() * Math.min(3, workspace.packs.length)))
  if (!pack) return { type: 'touch' }
  const { subjectKind, subjectId } = pack
  workspace.revision += 1
  const about = { subjectKind, subjectId, revision: workspace.revision, reason: null }
  const dice = random()
  if (dice < 0.3) return { type: 'settle-lot', returned: credits, disputed: 0, ...about }
  if (dice < 0.65) return { type: 'settle-lot', returned: 0, disputed: credits * 3, ...about }
  return { type: 'settle-lot', returned: random() < 0.6 ? 0 : pack.credits, disputed: 0, ...about }
}
