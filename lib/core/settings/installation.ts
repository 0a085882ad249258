/**
 * The kind of installation that settings define, and which settings contradict each other (R38). Pure rules, shared by
 * `npm start` and every process of the product. See docs/decisions/0025.
 */
export type Source = Record<string, string | undefined>
export type Problem = [name: string, problem: string]

/** Settings that tune a process instead of connecting it to real services; the demo can use them. */
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
  'OPERATOR_FOUR_EYES_REFUND_CENTS',
  'OPERATOR_FOUR_EYES_PRICE_FACTOR',
  'WORKER',
  'WEB_PROCESSES',
  'EXTRA_CREDITS_EXPIRY',
  'PAYMENT_GRACE_DAYS',
  'LEDGER_LANES',
  'DATABASE_POOL_SIZE',
  'DATABASE_JOBS_POOL_SIZE',
  'SECURITY_CONTACT',
  'METRICS_TOKEN',
  'OTEL_EXPORTER_OTLP_ENDPOINT',
  'TRACES_SAMPLE_RATIO',
  'TRUSTED_PROXY_HOPS',
  'LIMITS_FACTOR',
])

const EMULATOR_URLS = ['STRIPE_API_BASE', 'MAIL_INBOX_URL']
const LIVE_KEY = /^[sr]k_live_/

/**
 * The settings in `names` that connect the product to real services: a database, an account, a mail server, a public URL.
 * New settings not listed above count as real, so the demo never starts with them by accident.
 */
export function realSettings(source: Source, names: readonly string[]): string[] {
  return names.filter((name) => {
    const value = settingValue(source, name)
    if (value === undefined || TUNING.has(name)) return false
    return !(name === 'APP_URL' && isLocalUrl(value))
  })
}

/** Settings that are not allowed with APP_ENV=demo. HOST is the listen address, used only by the local start. */
export function demoProblems(source: Source): Problem[] {
  const problems: Problem[] = []
  if (LIVE_KEY.test(settingValue(source, 'STRIPE_SECRET_KEY') ?? '')) {
    problems.push([
      'STRIPE_SECRET_KEY',
      'is a live key, but APP_ENV is demo. Use a test key (sk_test_...) or set APP_ENV=production',
    ])
  }
  for (const name of ['APP_URL', ...EMULATOR_URLS]) {
    const url = settingValue(source, name)
    if (url !== undefined && !isLocalUrl(url)) {
      problems.push([
        name,
        'is not on this machine, but APP_ENV is demo, where anyone can sign in as an operator. Use http://localhost or set APP_ENV=production',
      ])
    }
  }
  const host = settingValue(source, 'HOST')
  if (host !== undefined && !isLocalHost(host)) {
    problems.push([
      'HOST',
      'exposes the server to the network, but APP_ENV is demo. Unset HOST, use 127.0.0.1 or set APP_ENV=production',
    ])
  }
  return problems
}

/** Settings that are not allowed in production. */
export function productionProblems(source: Source): Problem[] {
  const problems = EMULATOR_URLS.filter((name) => settingValue(source, name)).map(
    (name): Problem => [name, 'must not be set in production'],
  )
  if (/^http:/i.test(settingValue(source, 'APP_URL') ?? '')) {
    problems.push([
      'APP_URL',
      'must start with https:// in production, because http:// sends sign-in cookies unencrypted',
    ])
  }
  if (settingValue(source, 'SEED') === '1') {
    problems.push(['SEED', 'must not be 1 in production, because it adds the demo workspaces and people'])
  }
  return problems
}

/** `next start` listens on every network interface unless it gets a host name. */
export function listenProblem(argv: readonly string[]): Problem | null {
  if (!argv.includes('start') || !argv.some((part) => /[\\/]next(\.js)?$/.test(part))) return null
  const at = argv.findIndex((part) => part === '-H' || part === '--hostname')
  const joined = argv.find((part) => part.startsWith('--hostname='))?.slice('--hostname='.length)
  const host = joined ?? (at === -1 ? undefined : argv[at + 1])
  if (host !== undefined && isLocalHost(host)) return null
  return [
    'APP_ENV',
    'is demo, but `next start` listens on every network interface. Use `npm start` or add --hostname 127.0.0.1',
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

/** The value of a setting; blank counts as unset, because hosting panels and compose files pass empty text. */
export const settingValue = (source: Source, name: string): string | undefined =>
  source[name]?.trim() || undefined
