/**
 * What kind of installation a set of settings makes, and which settings contradict each other (R38). Plain rules over
 * plain values, shared by `npm start` and by every process of the product: see docs/decisions/0025.
 */
export type Source = Record<string, string | undefined>
export type Problem = [name: string, problem: string]

/** How a process is set up rather than what it is connected to: the demo may have these without being asked for. */
const TUNING = new Set([
  'APP_ENV',
  'STRIPE_API_BASE',
  'MAIL_INBOX_URL',
  'MAIL_PER_SECOND',
  'FILES_DIR',
  'S3_REGION',
  'AI_MODEL',
  'AI_IMAGE_MODEL',
  'AI_TOKEN_PRICES',
  'OPERATOR_FOUR_EYES_CREDITS',
  'OPERATOR_FOUR_EYES_PRICE_FACTOR',
  'WORKER',
  'EXTRA_CREDITS_EXPIRY',
  'PAYMENT_GRACE_DAYS',
  'LEDGER_LANES',
  'DATABASE_POOL_SIZE',
  'SECURITY_CONTACT',
  'TRUSTED_PROXY_HOPS',
  'LIMITS_FACTOR',
])

const STAND_INS = ['STRIPE_API_BASE', 'MAIL_INBOX_URL']
const LIVE_KEY = /^[sr]k_live_/

/**
 * Those of `names` that connect the product to something real: a database, an account, a mail server, a public address.
 * A setting that is new and not listed above counts as real, so the demo never starts beside it unasked.
 */
export function realSettings(source: Source, names: readonly string[]): string[] {
  return names.filter((name) => {
    const value = given(source, name)
    if (value === undefined || TUNING.has(name)) return false
    return !(name === 'APP_URL' && isLocalUrl(value))
  })
}

/** What must not be set together with APP_ENV=demo. HOST is where the server listens; only the local start has it. */
export function demoProblems(source: Source): Problem[] {
  const problems: Problem[] = []
  if (LIVE_KEY.test(given(source, 'STRIPE_SECRET_KEY') ?? '')) {
    problems.push([
      'STRIPE_SECRET_KEY',
      'is a live key, and APP_ENV is demo. Use a test key (sk_test_...), or set APP_ENV=production',
    ])
  }
  for (const name of ['APP_URL', ...STAND_INS]) {
    const url = given(source, name)
    if (url !== undefined && !isLocalUrl(url)) {
      problems.push([
        name,
        'is not on this machine, and APP_ENV is demo: anyone who reaches the demo can sign in as an operator. Use http://localhost, or set APP_ENV=production',
      ])
    }
  }
  const host = given(source, 'HOST')
  if (host !== undefined && !isLocalHost(host)) {
    problems.push([
      'HOST',
      'opens the server to the network, and APP_ENV is demo. Unset HOST, use 127.0.0.1, or set APP_ENV=production',
    ])
  }
  return problems
}

/** What must not be set in production. */
export function productionProblems(source: Source): Problem[] {
  const problems = STAND_INS.filter((name) => given(source, name)).map(
    (name): Problem => [name, 'must not be set in production'],
  )
  if (/^http:/i.test(given(source, 'APP_URL') ?? '')) {
    problems.push([
      'APP_URL',
      'must start with https:// in production; over http:// browsers send sign-in cookies unencrypted',
    ])
  }
  if (given(source, 'SEED') === '1') {
    problems.push(['SEED', 'must not be 1 in production; it adds the demo workspaces and their people'])
  }
  return problems
}

/** `next start` listens on every network interface unless it is given an address. */
export function listenProblem(argv: readonly string[]): Problem | null {
  if (!argv.includes('start') || !argv.some((part) => /[\\/]next(\.js)?$/.test(part))) return null
  const at = argv.findIndex((part) => part === '-H' || part === '--hostname')
  const joined = argv.find((part) => part.startsWith('--hostname='))?.slice('--hostname='.length)
  const host = joined ?? (at === -1 ? undefined : argv[at + 1])
  if (host !== undefined && isLocalHost(host)) return null
  return [
    'APP_ENV',
    'is demo, and `next start` would listen on every network interface. Use `npm start`, or add --hostname 127.0.0.1',
  ]
}

export function isLocalUrl(text: string): boolean {
  return URL.canParse(text) && isLocalHost(new URL(text).hostname)
}

export function isLocalHost(host: string): boolean {
  const name = host
    .trim()
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
  if (name === 'localhost' || name === '::1') return true
  return name.endsWith('.localhost') || /^127(\.\d{1,3}){3}$/.test(name)
}

/** Hosting panels and compose files pass settings that were left blank as empty text. */
export const given = (source: Source, name: string): string | undefined => source[name]?.trim() || undefined
