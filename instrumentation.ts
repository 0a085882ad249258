import type { Instrumentation } from 'next'

/** Called by Next.js once when the server starts. Does nothing during a build. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  if (process.env.NEXT_PHASE === 'phase-production-build') return
  const {
    checkSettings,
    compressAnswers,
    joinOtherProcesses,
    logConsole,
    prepareLimits,
    prepareShutDown,
    protectPages,
    refuseWrongSchema,
    startBalanceWatcher,
    startInProcessWorker,
    startMeasuring,
    startRequestIds,
  } = await import('./instrumentation-node')
  if (process.env.NODE_ENV === 'production') logConsole()
  startRequestIds()
  protectPages()
  compressAnswers()
  checkSettings()
  await startMeasuring('web')
  await refuseWrongSchema()
  if (process.env.NODE_ENV === 'production') prepareShutDown()
  prepareLimits()
  startBalanceWatcher()
  if (process.env.WORKER !== 'separate') startInProcessWorker()
  joinOtherProcesses()
}

/** Called by Next.js for every page, route and action that fails with an unknown error. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { logRequestError } = await import('./lib/core/logging/request-error')
  logRequestError(error, request, context)
}
