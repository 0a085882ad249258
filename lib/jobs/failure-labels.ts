import type { SafeError } from '@/lib/core/logging/safe-error'

/** PostgreSQL's classes of failures, for those whom a code tells nothing: what happened, and whether to try again. */
const ofDatabase: readonly [RegExp, string][] = [
  [
    /^08|^57P|^CONNECT|^ECONN|^EPIPE/,
    'The database could not be reached. Trying again helps when it is back.',
  ],
  [/^40/, 'Others wrote the same rows at that moment. Trying again helps.'],
  [/^55P03|^57014|^DATABASE_BUSY/, 'The database took too long. Trying again may help.'],
  [/^53/, 'The database had no room left: disk, memory or connections.'],
  [/^23/, 'The database refused what was to be written, because it breaks a rule'],
  [/^42/, 'The database does not know what was asked of it: its migrations may be behind the program.'],
  [/^22/, 'The database could not take a value that was to be written.'],
]

const ofNetwork: readonly [RegExp, string][] = [
  [/^ECONNREFUSED$/, 'A service refused the connection. Trying again helps when it is up.'],
  [/^(ECONNRESET|EPIPE|UND_ERR_SOCKET)$/, 'A service broke the connection off. Trying again may help.'],
  [
    /^(ETIMEDOUT|ESOCKET|UND_ERR_CONNECT_TIMEOUT|UND_ERR_HEADERS_TIMEOUT)$/,
    'A service did not answer in time.',
  ],
  [/^(ENOTFOUND|EAI_AGAIN)$/, 'The name of a service could not be found.'],
]

/** Why a job was given up, in words: the failure beneath all others says most. Pure. */
export function failureWords(error: SafeError): string {
  const chain = chainOf(error)
  const query = chain.find(({ message }) => message.startsWith('Failed query:'))
  const deepest = chain.at(-1) ?? error
  if (query || deepest.name === 'PostgresError') return databaseWords(deepest)
  const code = deepest.code ?? ''
  const network = ofNetwork.find(([pattern]) => pattern.test(code))?.[1]
  if (network) return network
  if (deepest.name.startsWith('Stripe')) return `Stripe answered: ${firstLine(deepest.message)}`
  if (/heartbeat|expired|timed? ?out/i.test(deepest.message))
    return 'The process that worked on it died, or it took too long.'
  return firstLine(deepest.message)
}

/** The whole of it, a cause after the other, for those who read the code. */
/** Where the product is installed says nothing about a failure, and something about the machine. */
const INSTALLED_IN = `${process.cwd()}/`

export function failureDetails(error: SafeError): string {
  return chainOf(error)
    .map(({ name, message, code, constraint, stack }) => {
      const named = [code && `code ${code}`, constraint && `rule ${constraint}`].filter(Boolean).join(', ')
      const told = stack?.includes(message) ? stack : `${name}: ${message}${stack ? `\n${stack}` : ''}`
      return named ? `${told}\n(${named})` : told
    })
    .join('\nCaused by ')
    .replaceAll(`file://${INSTALLED_IN}`, '')
    .replaceAll(INSTALLED_IN, '')
}

function databaseWords({ code = '', constraint, message }: SafeError): string {
  const words = ofDatabase.find(([pattern]) => pattern.test(code))?.[1]
  if (!words) return 'A query of the database failed.'
  if (!code.startsWith('23')) return words
  return constraint || /"([\w]+)"\s*$/.test(message)
    ? `${words}: ${constraint ?? /"([\w]+)"\s*$/.exec(message)?.[1]}.`
    : `${words}.`
}

function chainOf(error: SafeError): SafeError[] {
  return error.cause ? [error, ...chainOf(error.cause)] : [error]
}

const firstLine = (text: string) => text.split('\n', 1)[0] ?? ''
