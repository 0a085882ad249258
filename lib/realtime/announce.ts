import { connect } from '@/db/client'
import { runDetached } from '@/db/connections/bounded-pool'
import { RenewedClient } from '@/db/connections/renewed-client'
import { log } from '@/lib/core/logging/log'

/** The PostgreSQL channel on which processes announce balance changes; the payload is workspace ids. */
export const BALANCE_CHANNEL = 'market_balance'

/**
 * Changes within this time are announced together: pages need them within a second (R25), and a busy workspace changes
 * often.
 */
const GATHER_MS = 40
/** A notification is limited to 8,000 bytes. */
const MOST_IDS = 700

type Announcer = { client: RenewedClient; changed: Set<number>; timer: NodeJS.Timeout | null }
type Listener = (workspaceIds: readonly number[]) => void
const held = globalThis as typeof globalThis & {
  marketTrakAnnouncer?: Announcer
  marketTrakAnnounced?: Set<Listener>
}

/** Calls back in this process with the workspaces it announces. Returns a function that stops it. */
export function onBalanceAnnounced(listener: Listener): () => void {
  held.marketTrakAnnounced ??= new Set()
  const listeners = held.marketTrakAnnounced.add(listener)
  return () => void listeners.delete(listener)
}

/**
 * Announces to every process that a workspace's balance changed. Call it after the commit; it uses its own connection,
 * because NOTIFY inside the ledger's transaction would make all commits wait for each other.
 */
export function announceBalanceChange(workspaceId: number): void {
  held.marketTrakAnnouncer ??= { client: new RenewedClient(connectToTell), changed: new Set(), timer: null }
  const announcer = held.marketTrakAnnouncer
  announcer.changed.add(workspaceId)
  announcer.timer ??= runDetached(() => setTimeout(() => send(announcer), GATHER_MS).unref())
}

/** Don't query types when connecting: if a starting server refuses that query, the process ends. */
const connectToTell = () => connect({ max: 1, idle_timeout: 30, fetch_types: false })

function send(announcer: Announcer): void {
  const ids = [...announcer.changed]
  announcer.changed.clear()
  announcer.timer = null
  for (const listener of held.marketTrakAnnounced ?? []) listener(ids)
  for (let from = 0; from < ids.length; from += MOST_IDS) {
    const payload = ids.slice(from, from + MOST_IDS).join(',')
    // If an announcement is lost, a page catches up when it is next shown.
    announcer.client.current`select pg_notify(${BALANCE_CHANNEL}, ${payload})`.catch((error) => {
      announcer.client.noteError(error)
      log.warn({ err: error }, 'a balance change could not be announced')
    })
  }
}

/** Closes the announcer's connection; for scripts and tests. */
export async function closeAnnouncer(): Promise<void> {
  const announcer = held.marketTrakAnnouncer
  held.marketTrakAnnouncer = undefined
  if (announcer?.timer) clearTimeout(announcer.timer)
  await announcer?.client.end()
}
