import { randomUUID } from 'node:crypto'
import type postgres from 'postgres'
import { connectDirect } from '@/db/client'
import { dayOf } from '@/lib/credits/decide/cycle'
import { type Account, type Entry, entryKinds } from '@/lib/credits/model'
import { ofManyWorkspaces } from '@/lib/credits/posting/load-sql'
import { write } from '@/lib/credits/posting/write'
import { readAccount } from '@/lib/credits/read/read'
import { work } from '@/lib/credits/testing'

/**
 * The least that must be done to store charges: the same rows in tables with the same columns and unique indexes, sent as
 * arrays by the same prepared statements, flushed once per batch. Without triggers, constraints, locks taken before, lookups
 * of keys, or decisions, and everything in one round trip. It shows what the rest of the ledger costs.
 */
export type Limit = {
  /** Writes one batch after the other on one connection, as a lane does, until the time is up. Returns charges per second. */
  drive(load: { batch: number; forMs: number }): Promise<number>
  close(): Promise<void>
}

const tables = `
  create schema plain;
  create table plain.credit_accounts (like public.credit_accounts including indexes) with (fillfactor = 50);
  create table plain.credit_entries (like public.credit_entries including indexes);
  create table plain.credit_usage (like public.credit_usage including indexes) with (fillfactor = 50)`

export async function openLimit(sql: postgres.Sql, workspaceId: number): Promise<Limit> {
  await sql.unsafe(tables)
  await sql`insert into plain.credit_accounts select * from credit_accounts where workspace_id = ${workspaceId}`
  const account = await readAccount(workspaceId)
  const client = connectDirect({ max: 1, fetch_types: false, connection: { search_path: 'plain, public' } })
  return {
    async drive({ batch, forMs }) {
      const startedAt = performance.now()
      let count = 0
      while (performance.now() - startedAt < forMs) {
        const change = changeOf(account, batch)
        await Promise.all([client.unsafe(ofManyWorkspaces.begin).simple(), write(client, [change], false)])
        count += batch
      }
      return (count * 1000) / (performance.now() - startedAt)
    },
    close: () => client.end({ timeout: 5 }),
  }
}

/** What the ledger would write for charges of one credit. The account is changed in place. */
function changeOf(account: Account, charges: number) {
  const before = { ...account }
  const at = Date.now()
  const { inputHash, actorId, action, units, rateVersion, subjectKind } = work(1)
  const firstSeq = account.seq + 1
  const entries = Array.from({ length: charges }, (): Entry => {
    account.seq += 1
    account.allowanceLeft -= 1
    return {
      seq: account.seq,
      at,
      kind: entryKinds.charge,
      amount: -1,
      extraAmount: 0,
      balanceAfter: account.allowanceLeft,
      key: randomUUID(),
      inputHash,
      actorId,
      action,
      units,
      rateVersion,
      subjectKind,
      subjectId: randomUUID(),
      reason: null,
      metadata: null,
    }
  })
  const { cycleStart, timeZone, seq: lastSeq } = account
  const day = dayOf(at, timeZone)
  const usage = [
    { cycleStart, day, action, actorId, credits: charges, units: charges, times: charges, firstSeq, lastSeq },
  ]
  const none = { newHolds: [], changedHolds: [], newLots: [], changedLots: [], lotChanges: [], cycles: [] }
  return { before, account: { ...account }, entries, usage, outcomes: [], ...none }
}
