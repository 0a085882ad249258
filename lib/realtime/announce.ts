import type postgres from 'postgres'
import { detached } from '@/db/bounded-pool'
import { connect } from '@/db/client'
import { log } from '@/lib/core/logging/log'

/** The PostgreSQL channel on which processes tell one another whose balance changed; the payload is workspace ids. */
export const BALANCE_CHANNEL = 'market_balance'

/** Changes of this long go out together: pages need them within a second (R25), and a hot workspace changes often. */
const GATHER_MS = 40
/** A notification carries at most 8,000 bytes. */
const MOST_IDS = 700

type Announcer = { sql: postgres.Sql; changed: Set<number>; timer: NodeJS.Timeout | null }
type Listener = (workspaceIds: readonly number[]) => void
const held = globalThis as typeof globalThis & {
  marketTrakAnnouncer?: Announcer
  marketTrakAnnounced?: Set<Listener>
}

/** Calls back in this process with the workspaces whose change it announces. Answers how to stop. */
export function onAnnounced(listener: Listener): () => void {
  held.marketTrakAnnounced ??= new Set()
  const listeners = held.marketTrakAnnounced.add(listener)
  return () => void listeners.delete(listener)
}

/**
 * Tells every process that the balance of a workspace changed. Called after the commit and on a connection of its own:
 * NOTIFY inside the ledger's transaction would make all commits wait for one another.
 */
export function announce(workspaceId: number): void {
  held.marketTrakAnnouncer ??= { sql: connectToTell(), changed: new Set(), timer: null }
  const announcer = held.marketTrakAnnouncer
  announcer.changed.add(workspaceId)
  announcer.timer ??= detached(() => setTimeout(() => send(announcer), GATHER_MS).unref())
}

/** Asks for no types as it connects: refused there by a server that is coming up, that question ends the process. */
const connectToTell = () => connect({ max: 1, idle_timeout: 30, fetch_types: false })

function send(announcer: Announcer): void {
  const ids = [...announcer.changed]
  announcer.changed.clear()
  announcer.timer = null
  for (const listener of held.marketTrakAnnounced ?? []) listener(ids)
  for (let from = 0; from < ids.length; from += MOST_IDS) {
    const payload = ids.slice(from, from + MOST_IDS).join(',')
    // A lost announcement costs a page some seconds: it looks again by itself when it is looked at.
    announcer.sql`select pg_notify(${BALANCE_CHANNEL}, ${payload})`.catch((error) =>
      log.warn({ err: error }, 'a change of balance could not be announced'),
    )
  }
}

/** Ends the announcer's connection; for scripts and tests. */
export async function closeAnnouncer(): Promise<void> {
  const announcer = held.marketTrakAnnouncer
  held.marketTrakAnnouncer = undefined
  if (announcer?.timer) clearTimeout(announcer.timer)
  await announcer?.sql.end({ timeout: 5 })
}
