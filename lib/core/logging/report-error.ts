import { randomBytes } from 'node:crypto'
import { env } from '../settings/env'
import { count } from '../telemetry/measure'
import { currentRequestId } from './request-id'
import { type SafeError, safeError } from './safe-error'

/**
 * The one hook for unknown failures: sends them to a Sentry-compatible service if SENTRY_DSN is set. They leave with the
 * redaction of the log, at a limited rate, and no one waits for it.
 */

type Context = {
  where: 'request' | 'page' | 'job' | 'webhook' | 'process'
  /** The reference shown to the user. */
  reference?: string
  tags?: Record<string, string>
}
type Post = (url: string, init: RequestInit) => Promise<unknown>

const PER_MINUTE = 30
const MOST_IN_FLIGHT = 5
const TIMEOUT_MS = 5_000
const MOST_FRAMES = 50

// On globalThis, because the server's start and its routes are separate bundles.
const held = globalThis as typeof globalThis & {
  marketTrakReports?: { minute: number; sent: number; inFlight: number; leftOut: number }
}

export function reportError(error: unknown, context: Context, post: Post = fetch): void {
  count('market_trak_errors_total', { where: context.where })
  const { dsn, environment } = target()
  if (!dsn) return
  held.marketTrakReports ??= { minute: 0, sent: 0, inFlight: 0, leftOut: 0 }
  const state = held.marketTrakReports
  const minute = Math.floor(Date.now() / 60_000)
  if (state.minute !== minute) Object.assign(state, { minute, sent: 0 })
  if (state.sent >= PER_MINUTE || state.inFlight >= MOST_IN_FLIGHT) {
    state.leftOut += 1
    return
  }
  state.sent += 1
  state.inFlight += 1
  const leftOut = state.leftOut
  state.leftOut = 0
  const body = envelopeOf(safeError(error), context, { environment, leftOut })
  post(dsn.url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-sentry-envelope', 'X-Sentry-Auth': dsn.auth },
    body,
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
    // The log has the failure itself; that it could not be reported is not worth a line for each.
    .catch(() => {})
    .finally(() => {
      state.inFlight -= 1
    })
}

/** Where reports go. A failure before the settings were read must be shown, and not replaced by theirs. */
function target(): { dsn: ReturnType<typeof dsnOf>; environment: string } {
  try {
    const { SENTRY_DSN, APP_ENV } = env()
    return { dsn: dsnOf(SENTRY_DSN), environment: APP_ENV }
  } catch {
    return { dsn: null, environment: '' }
  }
}

/** `https://key@host/path/7` as the URL that takes envelopes. */
function dsnOf(text: string | undefined): { url: string; auth: string } | null {
  if (!text || !URL.canParse(text)) return null
  const { protocol, host, pathname, username } = new URL(text)
  const path = pathname.split('/').filter(Boolean)
  const project = path.pop()
  if (!project) return null
  const base = [`${protocol}//${host}`, ...path].join('/')
  return {
    url: `${base}/api/${project}/envelope/`,
    auth: `Sentry sentry_version=7, sentry_client=market-trak/1, sentry_key=${username}`,
  }
}

/** An envelope has a line for itself, one for its item, and the item (https://develop.sentry.dev/sdk/envelopes). */
function envelopeOf(
  error: SafeError,
  { where, reference, tags }: Context,
  { environment, leftOut }: { environment: string; leftOut: number },
): string {
  const id = randomBytes(16).toString('hex')
  const requestId = currentRequestId()
  const at = new Date()
  const event = {
    event_id: id,
    timestamp: at.getTime() / 1_000,
    platform: 'node',
    level: 'error',
    environment,
    tags: {
      where,
      ...tags,
      ...(reference && { reference }),
      ...(requestId && { request_id: requestId }),
      ...(error.code && { code: error.code }),
    },
    ...(leftOut > 0 && { extra: { reports_left_out_before: leftOut } }),
    // Sentry wants the innermost cause first.
    exception: { values: chainOf(error).toReversed().map(exceptionOf) },
  }
  return [{ event_id: id, sent_at: at.toISOString() }, { type: 'event' }, event]
    .map((part) => JSON.stringify(part))
    .join('\n')
}

function chainOf(error: SafeError): SafeError[] {
  return error.cause ? [error, ...chainOf(error.cause)] : [error]
}

function exceptionOf({ name, message, stack }: SafeError) {
  const frames = framesOf(stack ?? '')
  return { type: name, value: message, ...(frames.length > 0 && { stacktrace: { frames } }) }
}

const FRAME = /^\s{1,20}at (?:(.{1,200}?) \()?([^()]{1,500}?):(\d{1,9}):(\d{1,9})\)?$/

/** The lines of a stack, the outermost call first. */
function framesOf(stack: string) {
  return stack
    .split('\n')
    .slice(0, MOST_FRAMES)
    .flatMap((line) => {
      const [, name, filename, row, column] = FRAME.exec(line) ?? []
      if (!filename) return []
      return [
        {
          function: name ?? '?',
          filename,
          lineno: Number(row),
          colno: Number(column),
          in_app: !/node_modules|^node:/.test(filename),
        },
      ]
    })
    .toReversed()
}

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
