import type postgres from 'postgres'
import type { Account, LedgerChange } from '../model.ts'
import { addUp, type Statement, type Writer } from './bulk-sql.ts'
import {
  addLotChanges,
  addOpenHoldsOfMany,
  addOpenHoldsOfOne,
  addUsage,
  addUsages,
  bySpending,
  insertCycles,
  insertEntries,
  insertHolds,
  insertLotChanges,
  insertLots,
  insertMetadata,
  insertNotes,
  lotChangeKey,
  type Row,
  spendFromAccounts,
  updateAccounts,
  updateHolds,
  updateLots,
  usageKey,
} from './row-writers.ts'

/**
 * Writes and commits the changes of a batch, all or nothing, in one round trip. If the database is sharded, the changes
 * are of one workspace.
 */
export async function write(
  sql: postgres.Sql,
  changes: readonly LedgerChange[],
  sharded: boolean,
): Promise<void> {
  const of = sharded ? 'ofOne' : 'ofMany'
  await Promise.all([
    ...statementsOf(changes, of).map(({ text, values }) =>
      values ? sql.unsafe(text, values, { prepare: true }) : sql.unsafe(text).simple(),
    ),
    // If a statement fails, PostgreSQL turns this commit into a rollback, and the failed statement rejects the batch.
    sql.unsafe('commit').simple(),
  ])
}

/** The statements that write these changes, in order. */
function statementsOf(changes: readonly LedgerChange[], of: keyof Writer<never>): Statement[] {
  const { spent, changed } = accountsToWrite(changes)
  const entries = rows(changes, (change) => change.entries)
  const cycles = rows(changes, (change) => change.cycles)
  const written = [
    spendFromAccounts[of](spent),
    updateAccounts[of](changed),
    insertEntries[of](entries),
    insertNotes[of](entries.filter((entry) => entry.reason !== null)),
    insertMetadata[of](entries.filter((entry) => entry.metadata !== null)),
    insertCycles[of](
      cycles.map(({ start, end, ...cycle }) => ({ ...cycle, cycleStart: start, cycleEnd: end })),
    ),
    // Before the holds are written, so this adds them as they were before the batch.
    of === 'ofOne' ? addOpenHoldsOfOne(cycles) : addOpenHoldsOfMany(cycles),
    addUsage[of](
      addUp(
        rows(changes, (change) => change.usage),
        usageKey,
        addUsages,
      ),
    ),
    insertHolds[of](rows(changes, (change) => change.newHolds)),
    updateHolds[of](rows(changes, (change) => change.changedHolds)),
    insertLots[of](rows(changes, (change) => change.newLots)),
    updateLots[of](rows(changes, (change) => change.changedLots)),
    insertLotChanges[of](
      addUp(
        rows(changes, (change) => change.lotChanges),
        lotChangeKey,
        addLotChanges,
      ),
    ),
  ]
  return written.filter((statement) => statement !== null)
}

function rows<T extends object>(
  changes: readonly LedgerChange[],
  pick: (change: LedgerChange) => readonly T[],
): Row<T>[] {
  return changes.flatMap((change) =>
    pick(change).map((item) => ({ ...item, workspaceId: change.account.workspaceId })),
  )
}

/** An account that no command changed is not written: a refusal or a replay leaves no trace. */
function accountsToWrite(changes: readonly LedgerChange[]): { spent: Account[]; changed: Account[] } {
  const spent: Account[] = []
  const changed: Account[] = []
  for (const { before, account } of changes) {
    const fields = (Object.keys(account) as (keyof Account)[]).filter(
      (field) => before[field] !== account[field],
    )
    if (fields.length === 0) continue
    if (fields.every((field) => field in bySpending)) spent.push(account)
    else changed.push(account)
  }
  return { spent, changed }
}
