import { disconnect } from '@/db/client'
import { log } from '@/lib/core/logging/log'
import { stopEverything } from '@/lib/core/process/stopping'
import { env } from '@/lib/core/settings/env'
import { closeLanes } from '@/lib/credits/post'
import { closeReader } from '@/lib/credits/read/read'
import { closeBalanceChanges } from '@/lib/realtime/balance-changes'

const SIGNALS = ['SIGTERM', 'SIGINT'] as const

/**
 * Ends the process in an orderly way when it is told to (R52): streams close and their browsers connect elsewhere, requests
 * and jobs in progress finish, what the ledger accepted is committed, and connections close. Takes at most
 * `SHUTDOWN_SECONDS`; then the process ends with exit code 1, which loses nothing either: a killed process is the case that
 * holds, jobs and the ledger are made for.
 * @param requestsDone resolves when the web server has answered everything
 */
export function shutDownOnSignal(requestsDone: () => Promise<void>): void {
  const exit = process.exit.bind(process)
  let started = false
  const shutDown = async (signal: string) => {
    if (started) return
    started = true
    const { SHUTDOWN_SECONDS } = env()
    log.info({ signal }, 'stopping')
    setTimeout(() => {
      log.error({ seconds: SHUTDOWN_SECONDS }, 'could not stop in time')
      exit(1)
    }, SHUTDOWN_SECONDS * 1_000).unref()
    const answered = requestsDone()
    await stopEverything((error) => log.error({ err: error }, 'could not stop a part of the process'))
    await answered
    await Promise.all([closeLanes(), closeReader(), closeBalanceChanges()])
    await disconnect()
    log.info('stopped')
    exit(0)
  }
  for (const signal of SIGNALS)
    process.on(
      signal,
      () =>
        void shutDown(signal).catch((error) => {
          log.error({ err: error }, 'could not stop in an orderly way')
          exit(1)
        }),
    )
}

/**
 * Next stops accepting connections at the same signals, waits for what it is answering, and then calls `process.exit`
 * (node_modules/next/dist/server/lib/start-server.js). Holds that exit, so that jobs and connections can end first.
 */
export function nextHasAnswered(): Promise<void> {
  return new Promise((resolve) => {
    process.exit = (() => resolve()) as unknown as typeof process.exit
  })
}
