import { reportError } from './report-error'

type Source = Pick<NodeJS.Process, 'on' | 'listenerCount'>

/** Reports errors that nothing caught. Does not change what they do to the process. */
export function reportProcessErrors(source: Source = process): void {
  // Also called for a rejection that ends the process.
  source.on('uncaughtExceptionMonitor', (error, origin) =>
    reportError(error, { where: 'process', tags: { origin } }),
  )
  // Next listens too, and keeps the process alive. Where no one listens, this would do the same.
  if (source.listenerCount('unhandledRejection') > 0)
    source.on('unhandledRejection', (reason) =>
      reportError(reason, { where: 'process', tags: { origin: 'unhandledRejection' } }),
    )
}
