import { sendPagePolicies } from '@/app/_lib/page-policy/page-policy'
import { markClientAddresses } from '@/lib/core/clients/mark-client-addresses'
import { redirectConsole } from '@/lib/core/logging/console-log'
import { log } from '@/lib/core/logging/log'
import { identifyRequests } from '@/lib/core/logging/request-id'
import { onStop } from '@/lib/core/process/stopping'
import { compressResponses } from '@/lib/core/responses/compress-responses'
import { env } from '@/lib/core/settings/env'
import { readMetrics } from '@/lib/core/telemetry/start-telemetry'
import { joinWebProcesses } from '@/lib/core/telemetry/web-processes'
import { takeOverNextServer } from '@/lib/health/next-server'
import { checkSchema, SchemaError } from '@/lib/health/readiness'
import { shutDownOnSignal } from '@/lib/health/shut-down'
import { watchChanges } from '@/lib/notifications/watch/watch-changes'
import { scaleLimits } from '@/lib/rate-limits/limits'
import { startWorker } from '@/worker/worker'

export { checkSettings } from '@/lib/core/settings/check-settings'
export { startMeasuring } from '@/lib/health/start-measuring'

const RETRY_MS = 5_000

/**
 * Runs jobs in the web process. Pages don't wait for it. If the database isn't available yet, it retries until it is, so
 * the server still starts.
 */
export function startInProcessWorker(): void {
  startWorker().then(
    (worker) => void onStop(() => worker.stop()),
    (error) => {
      log.error({ err: error }, 'the worker could not start; trying again')
      setTimeout(startInProcessWorker, RETRY_MS).unref()
    },
  )
}

/** Exits if the schema doesn't fit this version. */
export async function refuseWrongSchema(): Promise<void> {
  try {
    await checkSchema()
  } catch (error) {
    if (!(error instanceof SchemaError)) throw error
    console.error(error.message)
    process.exit(1)
  }
}

/** Ends streams, requests, jobs and connections when the process is told to stop. */
export function prepareShutDown(): void {
  shutDownOnSignal(takeOverNextServer(env().SHUTDOWN_DELAY_SECONDS * 1_000))
}

/** Sends console output through the log, which redacts secrets. */
export function logConsole(): void {
  redirectConsole()
}

/** Gives every request an id, from here on. */
export function startRequestIds(): void {
  identifyRequests()
}

/** Gives every page its Content Security Policy, from here on. */
export function protectPages(): void {
  sendPagePolicies()
}

/** Compresses answers, from here on; next.config.ts turns Next's own compression off. */
export function compressAnswers(): void {
  compressResponses()
}

/** Also runs with a separate worker, because each process watches the balances it changes. */
export function startBalanceWatcher(): void {
  watchChanges()
}

/** With several web processes: says that this one is ready, and shares its metrics. */
export function joinOtherProcesses(): void {
  joinWebProcesses(readMetrics)
}

/** Configures limits before the first request: how to identify clients, and the factor for load tests. */
export function prepareLimits(): void {
  const { TRUSTED_PROXY_HOPS, LIMITS_FACTOR } = env()
  markClientAddresses(TRUSTED_PROXY_HOPS)
  scaleLimits(LIMITS_FACTOR)
}
