import { randomBytes } from 'node:crypto'
import { trace } from '@opentelemetry/api'
import pino, { type DestinationStream, type Logger } from 'pino'
import { boundedFields, boundedLine, boundedText } from './log-line'
import { reportError } from './report-error'
import { currentRequestId } from './request-id'
import { safeError } from './safe-error'

/**
 * JSON lines on standard output. Never log personal data or tokens; ids are enough to find the rest. Values in errors
 * (`err`) are removed, and line length is limited.
 */
export const log = makeLog()

export function makeLog(stream?: DestinationStream): Logger {
  const options: pino.LoggerOptions = {
    level: process.env.LOG_LEVEL ?? 'info',
    base: undefined,
    mixin: () => {
      const requestId = currentRequestId()
      const traceId = trace.getActiveSpan()?.spanContext().traceId
      return { ...(requestId !== undefined && { requestId }), ...(traceId !== undefined && { traceId }) }
    },
    serializers: { err: safeError },
    formatters: { log: boundedFields },
    hooks: {
      logMethod(parts, method) {
        const bounded = parts.map((part) => (typeof part === 'string' ? boundedText(part) : part))
        method.apply(this, bounded as typeof parts)
      },
      streamWrite: boundedLine,
    },
  }
  return stream ? pino(options, stream) : pino(options)
}

/**
 * Logs an unknown failure and returns the reference shown to the user: the request's id, or a new one outside of requests.
 * With `name`, the reference starts with it ("archivePost-1f2e3d4c5b6a7988"), so a reported reference identifies the action.
 */
export function logUnknown(error: unknown, where: string, name?: string): string {
  const id = currentRequestId() ?? randomBytes(4).toString('hex')
  const reference = name ? `${name}-${id}` : id
  log.error({ err: error, where, reference }, 'unknown failure')
  reportError(error, { where: 'request', reference, tags: { part: where } })
  return reference
}
