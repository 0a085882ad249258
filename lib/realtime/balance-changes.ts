import type postgres from 'postgres'
import { connectDirect } from '@/db/client'
import { log } from '@/lib/core/logging/log'
import { BALANCE_CHANNEL } from './announce'
import { Boundaries } from './boundaries'

type Listener = () => void
type AtBoundary = (workspaceId: number) => void
type Hub = {
  sql: postgres.Sql
  listeners: Map<number, Set<Listener>>
  boundaries: Boundaries
  followUps: Map<number, AtBoundary>
  listening: Promise<unknown>
}

const held = globalThis as typeof globalThis & { marketTrakLive?: Hub }

/**
 * Calls back whenever a workspace's balance changes, in whichever process, and when its next reset or expiry is due
 * (R25). `atBoundary` is called a few seconds after such a boundary, once for all listeners of the workspace. One
 * connection listens for the whole process. Returns a function that stops it.
 */
export function onBalanceChange(
  workspaceId: number,
  listener: Listener,
  atBoundary?: AtBoundary,
): () => void {
  const { listeners, boundaries, followUps } = hub()
  if (atBoundary) followUps.set(workspaceId, atBoundary)
  const mine = listeners.get(workspaceId) ?? new Set()
  listeners.set(workspaceId, mine.add(listener))
  boundaries.watch(workspaceId)
  return () => {
    mine.delete(listener)
    if (mine.size > 0 || listeners.get(workspaceId) !== mine) return
    listeners.delete(workspaceId)
    followUps.delete(workspaceId)
    boundaries.forget(workspaceId)
  }
}

function hub(): Hub {
  if (held.marketTrakLive) return held.marketTrakLive
  const listeners: Hub['listeners'] = new Map()
  // Listening needs its own session, not one from a connection pooler.
  const sql = connectDirect({ max: 1 })
  const notify = (id: number) => {
    for (const listener of listeners.get(id) ?? []) listener()
  }
  const followUps: Hub['followUps'] = new Map()
  const boundaries = new Boundaries((id) => {
    notify(id)
    setTimeout(() => followUps.get(id)?.(id), FOLLOW_UP_AFTER_MS).unref()
  })
  const changed = (ids: Iterable<number>) => {
    for (const id of ids) {
      notify(id)
      boundaries.refresh(id)
    }
  }
  const listening = sql
    .listen(
      BALANCE_CHANNEL,
      (payload) => changed(payload.split(',').map(Number)),
      // Also after a lost connection is restored, because any workspace may have changed in the meantime.
      () => changed([...listeners.keys()]),
    )
    .catch((error) => {
      held.marketTrakLive = undefined
      log.error({ err: error }, 'live balance updates are unavailable')
    })
  held.marketTrakLive = { sql, listeners, boundaries, followUps, listening }
  return held.marketTrakLive
}

/** By then Stripe has created the renewal's invoice; its webhook usually arrives first. */
const FOLLOW_UP_AFTER_MS = 3_000

/** Closes the listening connection; for scripts and tests. */
export async function closeBalanceChanges(): Promise<void> {
  const hub = held.marketTrakLive
  held.marketTrakLive = undefined
  hub?.boundaries.close()
  await hub?.sql.end({ timeout: 5 })
}
