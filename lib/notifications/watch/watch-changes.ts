import { log } from '@/lib/core/logging/log'
import { onBalanceAnnounced } from '@/lib/realtime/announce'
import { checkBalance } from './check-balance'

const state = globalThis as typeof globalThis & { marketTrakWatch?: boolean }

/**
 * Checks every workspace whose balance this process has just changed. Runs after the commit and outside it, so it doesn't
 * slow down the ledger. If the process dies before the check, the sweep finds the change.
 */
export function watchChanges(): void {
  if (state.marketTrakWatch) return
  state.marketTrakWatch = true
  const waiting = new Set<number>()
  let busy = false
  onBalanceAnnounced((ids) => {
    for (const id of ids) waiting.add(id)
    if (!busy) void work()
  })

  /** One at a time, so that a burst across many workspaces uses only one connection. */
  async function work(): Promise<void> {
    busy = true
    for (const id of waiting) {
      waiting.delete(id)
      await checkBalance(id).catch((error) =>
        log.warn({ err: error, workspaceId: id }, 'could not check a balance; the sweep will retry'),
      )
    }
    busy = false
  }
}
