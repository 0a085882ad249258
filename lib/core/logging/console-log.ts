import { format, stripVTControlCharacters } from 'node:util'
import type { Logger } from 'pino'
import { log } from './log'
import { safeText } from './safe-error'

type Target = Pick<Console, 'error' | 'warn'>

/**
 * Sends what the framework and libraries write with `console.error` and `console.warn` through our log, with the same
 * redaction and limits: Next prints a failed page's error whole, with the values of its query.
 */
export function redirectConsole(target: Target = console, to: Logger = log): void {
  target.error = (...parts: unknown[]) => writeParts('error', parts, to)
  target.warn = (...parts: unknown[]) => writeParts('warn', parts, to)
}

function writeParts(level: 'error' | 'warn', parts: readonly unknown[], to: Logger): void {
  const error = parts.find((part) => part instanceof Error)
  // Next hands the same error to onRequestError, which logs it with its route (request-error.ts).
  if (error && 'digest' in error && typeof error.digest === 'string') return
  const text = stripVTControlCharacters(format(...parts.filter((part) => part !== error)))
  to[level]({ where: 'console', ...(error && { err: error }) }, safeText(withoutQueries(text)))
}

/** Addresses in messages may carry tokens. */
const withoutQueries = (text: string) => text.replace(/\?[^\s"'<>]{1,2000}/g, '?…')
