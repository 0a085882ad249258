import { log } from '@/lib/core/logging/log'
import { onBalanceAnnounced } from '@/lib/realtime/announce'
import { checkBalance } from './check-balance'

const held = globalThis as typeof globalThis & { marketTrakWatch?: boolean }

/**
 * Looks at every workspace whose balance this process has just changed. It comes after the commit and outside it, so it
 * costs the ledger nothing; a change whose process dies before the look is found by the sweep.
 */
export function watchChanges(): void {
  if (held.marketTrakWatch) return
  held.marketTrakWatch = true
  const waiting = new Set<number>()
  let busy = false
  onBalanceAnnounced((ids) => {
    for (const id of ids) waiting.add(id)
    if (!busy) void work()
  })

  /** One after the other: a burst over many workspaces takes one connection, not all of them. */
  async function work(): Promise<void> {
    busy = true
    for (const id of waiting) {
      waiting.delete(id)
      await checkBalance(id).catch((error) =>
        log.warn({ err: error, workspaceId: id }, 'a balance could not be looked at; the sweep will'),
      )
    }
    busy = false
  }
}
