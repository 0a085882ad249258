import type { SafeError } from '@/lib/core/logging/safe-error'

/** What happened and what to do, for operators, by PostgreSQL's classes of error codes. */
const databaseMessages: readonly [RegExp, string][] = [
  [
    /^08|^57P|^CONNECT|^ECONN|^EPIPE/,
    'Could not connect to the database. Retry the job when the database is available.',
  ],
  [/^40/, 'Another process changed the same rows at the same time. Retry the job.'],
  [/^55P03|^57014|^DATABASE_BUSY/, 'The database took too long to respond. Retry the job.'],
  [/^53/, 'The database ran out of disk space, memory or connections. Add capacity, then retry the job.'],
  [/^23/, 'The database rejected the data because it violates a constraint'],
  [/^42/, 'The database schema does not match this version. Check that all migrations have run.'],
  [/^22/, 'The database rejected an invalid value.'],
]

const networkMessages: readonly [RegExp, string][] = [
  [/^ECONNREFUSED$/, 'A service refused the connection. Retry the job when the service is available.'],
  [/^(ECONNRESET|EPIPE|UND_ERR_SOCKET)$/, 'A service closed the connection. Retry the job.'],
  [
    /^(ETIMEDOUT|ESOCKET|UND_ERR_CONNECT_TIMEOUT|UND_ERR_HEADERS_TIMEOUT)$/,
    'A service did not respond in time. Retry the job.',
  ],
  [/^(ENOTFOUND|EAI_AGAIN)$/, 'The host name of a service could not be resolved. Check its address.'],
]

/** Why a job failed, for operators. The innermost cause is the most specific. */
export function failureMessage(error: SafeError): string {
  const chain = chainOf(error)
  const query = chain.find(({ message }) => message.startsWith('Failed query:'))
  const deepest = chain.at(-1) ?? error
  if (query || deepest.name === 'PostgresError') return databaseMessage(deepest)
  const code = deepest.code ?? ''
  const network = networkMessages.find(([pattern]) => pattern.test(code))?.[1]
  if (network) return network
  if (deepest.name.startsWith('Stripe')) return `Stripe returned an error: ${firstLine(deepest.message)}`
  if (/heartbeat|expired|timed? ?out/i.test(deepest.message))
    return 'The worker process died, or the job took too long.'
  return firstLine(deepest.message)
}

/** Install paths say nothing about a failure and reveal something about the machine. */
const INSTALLED_IN = `${process.cwd()}/`

/** The whole chain of causes, for developers. */
export function failureDetails(error: SafeError): string {
  return chainOf(error)
    .map(({ name, message, code, constraint, stack }) => {
      const named = [code && `code ${code}`, constraint && `constraint ${constraint}`]
        .filter(Boolean)
        .join(', ')
      const text = stack?.includes(message) ? stack : `${name}: ${message}${stack ? `\n${stack}` : ''}`
      return named ? `${text}\n(${named})` : text
    })
    .join('\nCaused by ')
    .replaceAll(`file://${INSTALLED_IN}`, '')
    .replaceAll(INSTALLED_IN, '')
}

function databaseMessage({ code = '', constraint, message }: SafeError): string {
  const text = databaseMessages.find(([pattern]) => pattern.test(code))?.[1]
  if (!text) return 'A database query failed.'
  if (!code.startsWith('23')) return text
  return constraint || /"([\w]+)"\s*$/.test(message)
    ? `${text}: ${constraint ?? /"([\w]+)"\s*$/.exec(message)?.[1]}.`
    : `${text}.`
}

function chainOf(error: SafeError): SafeError[] {
  return error.cause ? [error, ...chainOf(error.cause)] : [error]
}

const firstLine = (text: string) => text.split('\n', 1)[0] ?? ''
