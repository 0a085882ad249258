import type postgres from 'postgres'
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
 */
export class Lane {
  private waiting: Waiting[] = []
  private busy = false
  private sql: postgres.Sql | null = null

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
    const { sql } = this
    this.sql = null
    await sql?.end({ timeout: 5 })
  }

  /** Starts on the next turn of the event loop, so that all commands from this turn share a batch. */
  private wake(): void {
    if (this.busy) return
    this.busy = true
    setImmediate(() => this.run())
  }

  private async run(): Promise<void> {
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, MAX_BATCH)
      await this.attempt(batch)
    }
    this.busy = false
  }

  private async attempt(batch: Waiting[]): Promise<void> {
    const groups = group(batch)
    this.sql ??= connectOnce()
    const { sql } = this
    try {
      const outcomes = await withDeadline(post(sql, groups))
      for (const [item, outcome] of outcomes) item.resolve(outcome)
      if (isMeasuring()) measureBatch(outcomes)
    } catch (error) {
      await this.recover(sql, batch, error as Error)
    }
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
    } else {
      this.sql = null
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

async function post(sql: postgres.Sql, { groups, items }: Grouped): Promise<[Waiting, Outcome][]> {
  const { at, byWorkspace } = await load(sql, groups)
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
  await write(sql, changes)
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
