import { randomBytes } from 'node:crypto'
import pino from 'pino'
import { safeError } from './safe-error'

/**
 * JSON lines on standard output. Never log personal data or tokens: ids are enough to find the rest. Of an error (`err`)
 * the values that it was about are left out.
 */
export const log = pino({
  level: process.env.LOG_LEVEL ?? 'info',
  base: undefined,
  serializers: { err: safeError },
})

/** Logs an unknown failure and gives the short reference that the person is shown. */
export function logUnknown(error: unknown, where: string): string {
  const reference = randomBytes(4).toString('hex')
  log.error({ err: error, where, reference }, 'unknown failure')
  return reference
}
