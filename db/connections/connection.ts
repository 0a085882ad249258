import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import type { ConnectionOptions } from 'node:tls'
import postgres from 'postgres'

/** How a driver encrypts its connection; false if it doesn't. */
type Tls = false | ConnectionOptions

/** The part of the URL that is about TLS, which both drivers (postgres.js and pg) would read differently. */
const TLS_PARAMETERS = ['sslmode', 'ssl', 'sslrootcert', 'sslcert', 'sslkey']
/** Other names that hosts put in their URLs. */
const SAME_MODE: Record<string, string> = {
  '': 'disable',
  false: 'disable',
  true: 'verify-full',
  '1': 'verify-full',
  'no-verify': 'require',
}

/**
 * Splits a database URL into the address and TLS, with the meanings of PostgreSQL's own `sslmode`. `prefer` and `allow`
 * are refused: anyone on the way could turn them into no encryption.
 * @throws with the accepted modes
 */
export function readDatabaseUrl(databaseUrl: string): { url: string; ssl: Tls } {
  const url = new URL(databaseUrl)
  const value = (name: string) => url.searchParams.get(name) ?? undefined
  const said = value('sslmode') ?? value('ssl') ?? ''
  const mode = SAME_MODE[said] ?? said
  const file = (name: string) => {
    const path = value(name)
    if (path === undefined || path === 'system') return undefined
    // Without the hint, the build takes the path for any file of the checkout and puts all of them into a release.
    return readFileSync(/* turbopackIgnore: true */ path, 'utf8')
  }
  const [ca, cert, key] = mode === 'disable' ? [] : [file('sslrootcert'), file('sslcert'), file('sslkey')]
  for (const name of TLS_PARAMETERS) url.searchParams.delete(name)
  if (mode === 'disable') return { url: url.href, ssl: false }
  if (!['require', 'verify-ca', 'verify-full'].includes(mode))
    throw new Error(
      `sslmode=${mode} is not supported in a database URL. Use disable, require, verify-ca or verify-full.`,
    )
  // As in PostgreSQL's own clients, `require` checks the issuer only if its certificate is given.
  const isChecked = mode !== 'require' || ca !== undefined
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return {
    url: url.href,
    ssl: {
      // Compared with the certificate. SNI only carries names, never IP addresses.
      host,
      ...(isIP(host) === 0 && { servername: host }),
      rejectUnauthorized: isChecked,
      ...(mode !== 'verify-full' && { checkServerIdentity: () => undefined }),
      ...(ca !== undefined && { ca }),
      ...(cert !== undefined && { cert }),
      ...(key !== undefined && { key }),
    },
  }
}

export type PostgresOptions = postgres.Options<Record<string, never>>

/** After a restart of the database, the driver's own pauses grow to 20 seconds. */
const MOST_PAUSE_SECONDS = 1
const pauseBeforeRetry = (tries: number) => Math.min(0.05 * 2 ** tries, MOST_PAUSE_SECONDS)

/** Opens a client with the URL's TLS, which reconnects within a second of the database's return. */
export function openPostgres(databaseUrl: string, options: PostgresOptions = {}): postgres.Sql {
  const { url, ssl } = readDatabaseUrl(databaseUrl)
  const client = postgres(url, {
    onnotice: () => {},
    backoff: pauseBeforeRetry,
    ...options,
    ssl: ssl as Exclude<PostgresOptions['ssl'], undefined>,
  } as PostgresOptions)
  if (options.fetch_types !== false) fetchTypesOnce(client)
  return client
}

/**
 * The driver queries array types on each new connection, and the process ends if the connection breaks during that
 * query, as it does when a database restarts. Types don't change, so they are queried only until they are known.
 */
function fetchTypesOnce(client: postgres.Sql): void {
  const options = client.options as unknown as { shared: { typeArrayMap: Record<number, number> } }
  Object.defineProperty(options, 'fetch_types', {
    enumerable: true,
    get: () => Object.keys(options.shared.typeArrayMap).length === 0,
  })
}
