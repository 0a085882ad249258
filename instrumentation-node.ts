import { markClientAddresses } from '@/lib/core/clients/mark-client-addresses'
import { redirectConsole } from '@/lib/core/logging/console-log'
import { log } from '@/lib/core/logging/log'
import { env } from '@/lib/core/settings/env'
import { scaleLimits } from '@/lib/limits-of-use/limits'
import { watchChanges } from '@/lib/notifications/watch-changes'
import { startWorker } from '@/worker/worker'

export { checkSettings } from '@/lib/core/settings/check-settings'

const RETRY_MS = 5_000

/**
 * Jobs inside the web process. Pages answer without waiting for it, and a database that is not there yet does not keep
 * the server down: it is tried again until it is.
 */
export function workInside(): void {
  startWorker().then(
    (worker) => {
      for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void worker.stop())
    },
    (error) => {
      log.error({ err: error }, 'the worker could not start; trying again')
      setTimeout(workInside, RETRY_MS).unref()
    },
  )
}

/** Everything that this process writes about failures goes through one redaction. */
export function logConsole(): void {
  redirectConsole()
}

/** Also where jobs run apart: what this process spends it looks at itself. */
export function watchHere(): void {
  watchChanges()
}

/** What limits need before the first request: who the client is, and by how much they are raised for a load test. */
export function prepareLimits(): void {
  const { TRUSTED_PROXY_HOPS, LIMITS_FACTOR } = env()
  markClientAddresses(TRUSTED_PROXY_HOPS)
  scaleLimits(LIMITS_FACTOR)
}
