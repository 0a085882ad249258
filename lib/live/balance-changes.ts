import postgres from 'postgres'
import { collectDueRenewals } from '@/lib/billing/renewals-due'
import { env } from '@/lib/core/env'
import { log } from '@/lib/core/log'
import { BALANCE_CHANNEL } from '@/lib/credits/posting/announce'
import { Boundaries } from './boundaries'

type Listener = () => void
type Hub = {
  sql: postgres.Sql
  listeners: Map<number, Set<Listener>>
  boundaries: Boundaries
  listening: Promise<unknown>
}

const held = globalThis as typeof globalThis & { marketTrakLive?: Hub }

/**
 * Calls back whenever the balance of a workspace changed, whichever process changed it, and when its next reset or expiry
 * falls due (R25); a renewal is then charged too, for whoever has a page open (R14). One connection listens for the whole process. Returns how to stop.
 */
export function onBalanceChange(workspaceId: number, listener: Listener): () => void {
  const { listeners, boundaries } = hub()
  const mine = listeners.get(workspaceId) ?? new Set()
  listeners.set(workspaceId, mine.add(listener))
  boundaries.watch(workspaceId)
  return () => {
    mine.delete(listener)
    if (mine.size > 0 || listeners.get(workspaceId) !== mine) return
    listeners.delete(workspaceId)
    boundaries.forget(workspaceId)
  }
}

function hub(): Hub {
  if (held.marketTrakLive) return held.marketTrakLive
  const listeners: Hub['listeners'] = new Map()
  // Listening needs a session of its own, past any pooler.
  const sql = postgres(env().DATABASE_DIRECT_URL, { max: 1, onnotice: () => {} })
  const tell = (id: number) => {
    for (const listener of listeners.get(id) ?? []) listener()
  }
  const boundaries = new Boundaries((id) => {
    tell(id)
    setTimeout(() => collect(id), RENEWAL_IS_THERE_MS).unref()
  })
  const changed = (ids: Iterable<number>) => {
    for (const id of ids) {
      tell(id)
      boundaries.refresh(id)
    }
  }
  const listening = sql
    .listen(
      BALANCE_CHANNEL,
      (payload) => changed(payload.split(',').map(Number)),
      // Also after a lost connection came back: what was missed meanwhile may concern anybody.
      () => changed([...listeners.keys()]),
    )
    .catch((error) => {
      held.marketTrakLive = undefined
      log.error({ err: error }, 'balances cannot be followed live')
    })
  held.marketTrakLive = { sql, listeners, boundaries, listening }
  return held.marketTrakLive
}

/** Stripe has created the invoice of a renewal a few seconds after the cycle ended. Its webhook mostly comes first. */
const RENEWAL_IS_THERE_MS = 3_000

function collect(workspaceId: number): void {
  collectDueRenewals(workspaceId).catch((error) =>
    log.warn({ err: error, workspaceId }, 'a renewal could not be looked at; the minute’s job will'),
  )
}

/** Ends the listening connection; for scripts and tests. */
export async function closeBalanceChanges(): Promise<void> {
  const hub = held.marketTrakLive
  held.marketTrakLive = undefined
  hub?.boundaries.close()
  await hub?.sql.end({ timeout: 5 })
}
