import type postgres from 'postgres'
import { isSharded } from '@/db/distribute/sharding'
import { BrokenInvariant } from '@/lib/core/assert'
import { Refusal } from '@/lib/core/errors'
import { isMeasuring } from '@/lib/core/telemetry/measure'
import { announceBalanceChange } from '@/lib/realtime/announce.ts'
import { applyCommands } from '../decide/apply-commands.ts'
import type { Command, LedgerChange, Outcome } from '../model.ts'
import { connectOnce } from './connection.ts'
import { load, type WorkspaceCommands } from './load.ts'
import { measureBatch, measureFailure } from './measure-batch.ts'
import { write } from './write.ts'

/** Maximum number of commands written together. Larger batches only make the others wait longer. */
const MAX_BATCH = 512
/**
 * Maximum number of commands waiting in one lane. Beyond it, callers are refused immediately instead of waiting too
 * long.
 */
const MAX_WAITING = 20_000
/** A batch without an answer after this time is abandoned, together with its connection. */
const BATCH_DEADLINE_MS = 15_000
const MAX_TRIES = 5
/**
 * Batches in flight in a lane of a sharded database (R53). Each has one workspace there, so that it runs on that
 * workspace's shard alone.
 */
const BATCHES_WHEN_SHARDED = 4

type Waiting = {
  workspaceId: number
  command: Command
  tries: number
  /** When it was sent, by the process's clock. */
  sentAt: number
  resolve: (outcome: Outcome) => void
  reject: (error: Error) => void
}

/**
 * One connection with at most one batch in flight. Commands that arrive in the meantime are written with the next
 * batch, which pays for the row lock and the flush to disk once. A workspace always uses the same lane, which keeps the
 * order of arrival. Any number of lanes in any number of processes is correct, because the locked row is the only
 * source of truth.
 *
 * If the database is sharded, a batch has one workspace, and the batches of several workspaces are in flight on a
 * connection each. A workspace never has two of them.
 */
export class Lane {
  private waiting: Waiting[] = []
  private readonly inFlight = new Set<number>()
  private readonly open = new Set<postgres.Sql>()
  private readonly idle: postgres.Sql[] = []
  private runners = 0
  /** Known with the first connection. Until then there is one runner. */
  private sharded: boolean | null = null

  /** Tests pass another `detect`, to send the statements of a sharded database to any PostgreSQL. */
  constructor(private readonly detect: (sql: postgres.Sql) => Promise<boolean> = isSharded) {}

  post(workspaceId: number, command: Command): Promise<Outcome> {
    if (this.waiting.length >= MAX_WAITING) {
      measureFailure(command, 'busy')
      return Promise.reject(
        new Refusal('credits.busy', 'Too many requests. You weren’t charged. Try again in a moment.'),
      )
    }
    return new Promise((resolve, reject) => {
      this.waiting.push({ workspaceId, command, tries: 0, sentAt: performance.now(), resolve, reject })
      this.wake()
    })
  }

  async close(): Promise<void> {
    const all = [...this.open]
    this.open.clear()
    this.idle.length = 0
    await Promise.all(all.map((sql) => sql.end({ timeout: 5 })))
  }

  /** Starts on the next turn of the event loop, so that all commands from this turn share a batch. */
  private wake(): void {
    if (this.runners >= (this.sharded ? BATCHES_WHEN_SHARDED : 1)) return
    this.runners += 1
    setImmediate(() => this.run())
  }

  private async run(): Promise<void> {
    for (let batch = this.nextBatch(); batch.length > 0; batch = this.nextBatch()) {
      const workspaceIds = this.sharded === false ? [] : batch.map(({ workspaceId }) => workspaceId)
      for (const id of workspaceIds) this.inFlight.add(id)
      await this.attempt(batch)
      for (const id of workspaceIds) this.inFlight.delete(id)
    }
    this.runners -= 1
  }

  private nextBatch(): Waiting[] {
    if (this.sharded === false) return this.waiting.splice(0, MAX_BATCH)
    const first = this.waiting.find(({ workspaceId }) => !this.inFlight.has(workspaceId))
    if (!first) return []
    const batch: Waiting[] = []
    const rest: Waiting[] = []
    for (const item of this.waiting)
      (item.workspaceId === first.workspaceId && batch.length < MAX_BATCH ? batch : rest).push(item)
    this.waiting = rest
    return batch
  }

  private async attempt(batch: Waiting[]): Promise<void> {
    const groups = group(batch)
    const sql = this.idle.pop() ?? connectOnce()
    this.open.add(sql)
    try {
      const sharded = await this.detectOnce(sql)
      const outcomes = await withDeadline(post(sql, groups, sharded))
      this.release(sql)
      for (const [item, outcome] of outcomes) item.resolve(outcome)
      if (isMeasuring()) measureBatch(outcomes)
    } catch (error) {
      await this.recover(sql, batch, error as Error)
    }
  }

  /** Then other workspaces no longer wait for the first batch, which may be waiting for a lock. */
  private async detectOnce(sql: postgres.Sql): Promise<boolean> {
    if (this.sharded !== null) return this.sharded
    this.sharded = await withDeadline(this.detect(sql))
    if (this.sharded) for (let i = 1; i < BATCHES_WHEN_SHARDED; i += 1) this.wake()
    return this.sharded
  }

  /** For the next batch, unless the lane was closed. */
  private release(sql: postgres.Sql): void {
    if (this.open.has(sql)) this.idle.push(sql)
  }

  /**
   * The batch may or may not have been written. Every command is safe to repeat (its key, or its hold's state, shows
   * what happened), so it is repeated: on a new connection if the old one was lost, or one command at a time if the
   * database or the ledger rejected the batch, so that one bad command doesn't fail the others.
   */
  private async recover(sql: postgres.Sql, batch: Waiting[], error: Error): Promise<void> {
    const lasting = error instanceof BrokenInvariant || ('severity' in error && !isPassing(error))
    if (lasting) {
      await sql
        .unsafe('rollback')
        .simple()
        .catch(() => {})
      this.release(sql)
    } else {
      this.open.delete(sql)
      sql.end({ timeout: 0 }).catch(() => {})
    }
    if (lasting && batch.length === 1) {
      batch[0]?.reject(error)
      if (batch[0]) measureFailure(batch[0].command, 'error')
      return
    }
    for (const item of batch) {
      item.tries += 1
      if (item.tries < MAX_TRIES) continue
      item.reject(unknownOutcome(error))
      measureFailure(item.command, 'unavailable')
    }
    const again = batch.filter((item) => item.tries < MAX_TRIES)
    if (lasting) {
      for (const item of again) await this.attempt([item])
      return
    }
    await pause(50 * 2 ** Math.max(...batch.map((item) => item.tries)))
    this.waiting.unshift(...again)
  }
}

type Grouped = { groups: WorkspaceCommands[]; items: Waiting[][] }

function group(batch: readonly Waiting[]): Grouped {
  const items = new Map<number, Waiting[]>()
  for (const item of batch) {
    const list = items.get(item.workspaceId)
    if (list) list.push(item)
    else items.set(item.workspaceId, [item])
  }
  const lists = [...items.values()]
  return {
    items: lists,
    groups: lists.map((list) => ({
      workspaceId: list[0]?.workspaceId ?? 0,
      commands: list.map((item) => item.command),
    })),
  }
}

async function post(
  sql: postgres.Sql,
  { groups, items }: Grouped,
  sharded: boolean,
): Promise<[Waiting, Outcome][]> {
  const { at, byWorkspace } = await load(sql, groups, sharded)
  const changes: LedgerChange[] = []
  const outcomes: [Waiting, Outcome][] = []
  groups.forEach(({ workspaceId, commands }, index) => {
    const loaded = byWorkspace.get(workspaceId)
    const waiting = items[index] ?? []
    if (!loaded) {
      const missing = new Error(`workspace ${workspaceId} has no credit account`)
      for (const item of waiting) item.reject(missing)
      return
    }
    const change = applyCommands(loaded, commands, at)
    changes.push(change)
    change.outcomes.forEach((outcome, i) => {
      const item = waiting[i]
      if (item) outcomes.push([item, outcome])
    })
  })
  await write(sql, changes, sharded)
  for (const change of changes) if (changesBalance(change)) announceBalanceChange(change.account.workspaceId)
  return outcomes
}

const changesBalance = ({ entries, newHolds, changedHolds, changedLots }: LedgerChange) =>
  entries.length + newHolds.length + changedHolds.length + changedLots.length > 0

/** Serialization failures, deadlocks, shutdowns and lost connections are temporary; the same batch can be retried. */
function isPassing(error: Error): boolean {
  const code = 'code' in error ? String(error.code) : ''
  return /^(40|53|57|08)/.test(code) || code === '55P03'
}

function unknownOutcome(cause: Error): Error {
  return Object.assign(
    new Refusal(
      'credits.unavailable',
      'We couldn’t reach your balance. Try again. You won’t be charged twice for the same request.',
    ),
    { cause },
  )
}

async function withDeadline<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`no answer from the database in ${BATCH_DEADLINE_MS} ms`)),
      BATCH_DEADLINE_MS,
    )
  })
  try {
    return await Promise.race([work, deadline])
  } finally {
    clearTimeout(timer)
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
