import { format, stripVTControlCharacters } from 'node:util'
import type { Logger } from 'pino'
import { log } from './log'
import { safeText } from './safe-error'

type Target = Pick<Console, 'error' | 'warn'>

/**
 * Redirects `console.error` and `console.warn` of the framework and libraries to our log, with the same redaction and
 * limits. Next would print a failed page's error with all values of its query.
 */
export function redirectConsole(target: Target = console, to: Logger = log): void {
  target.error = (...parts: unknown[]) => writeParts('error', parts, to)
  target.warn = (...parts: unknown[]) => writeParts('warn', parts, to)
}

function writeParts(level: 'error' | 'warn', parts: readonly unknown[], to: Logger): void {
  const error = parts.find((part) => part instanceof Error)
  // Next also passes this error to onRequestError, which logs it with its route (request-error.ts).
  if (error && 'digest' in error && typeof error.digest === 'string') return
  const text = stripVTControlCharacters(format(...parts.filter((part) => part !== error)))
  to[level]({ where: 'console', ...(error && { err: error }) }, safeText(text))
}
