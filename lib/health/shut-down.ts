import { disconnect } from '@/db/client'
import { log } from '@/lib/core/logging/log'
import { STOP_SIGNALS, type StopSignal, stopEverything } from '@/lib/core/process/stopping'
import { env } from '@/lib/core/settings/env'
import { closeLanes } from '@/lib/credits/post'
import { closeReader } from '@/lib/credits/read/read'
import { closeBalanceChanges } from '@/lib/realtime/balance-changes'

/**
 * Ends the process in an orderly way when it is told to (R52): streams close and their browsers connect elsewhere, requests
 * and jobs in progress finish, what the ledger accepted is committed, and connections close. Takes at most
 * `SHUTDOWN_SECONDS`; then the process ends with exit code 1, which loses nothing either: a killed process is the case that
 * holds, jobs and the ledger are made for.
 * @param stopServer stops the web server of this process; resolves when it has answered everything
 */
export function shutDownOnSignal(stopServer: (signal: StopSignal) => Promise<void>): void {
  const exit = process.exit.bind(process)
  let started = false
  const shutDown = async (signal: StopSignal) => {
    if (started) return
    started = true
    const { SHUTDOWN_SECONDS } = env()
    log.info({ signal }, 'stopping')
    setTimeout(() => {
      log.error({ seconds: SHUTDOWN_SECONDS }, 'could not stop in time')
      exit(1)
    }, SHUTDOWN_SECONDS * 1_000).unref()
    const answered = stopServer(signal)
    await stopEverything((error) => log.error({ err: error }, 'could not stop a part of the process'))
    await answered
    await Promise.all([closeLanes(), closeReader(), closeBalanceChanges()])
    await disconnect()
    log.info('stopped')
    exit(0)
  }
  for (const signal of STOP_SIGNALS)
    process.on(
      signal,
      () =>
        void shutDown(signal).catch((error) => {
          log.error({ err: error }, 'could not stop in an orderly way')
          exit(1)
        }),
    )
}
