import { z } from 'zod'
import { demoProblems, productionProblems, type Source, settingValue } from './installation'

/** Description of each setting, shown when it is missing. */
const HELP = {
  APP_ENV: 'production, or demo for a local installation that anyone can sign in to',
  APP_URL: 'the public URL of the app, such as https://app.example.com',
  NEXTAUTH_SECRET: 'at least 32 random characters; generate with `openssl rand -base64 32`',
  NEXTAUTH_SECRET_PREVIOUS:
    'former values of NEXTAUTH_SECRET, newest first, comma-separated; links and secrets made with them still work',
  DATABASE_URL:
    'a PostgreSQL URL, such as postgres://user:password@host:5432/market_trak; sslmode can be disable, require, verify-ca or verify-full',
  DATABASE_POOL_SIZE:
    'query connections per process, from 1 to 200 (default 10, or 20 shared by several web processes); jobs and the ledger have their own',
  DATABASE_JOBS_POOL_SIZE: 'connections of the job queue per process, from 1 to 50 (default 4)',
  DATABASE_DIRECT_URL:
    'the PostgreSQL URL without a pooler, for the ledger, listening and migrations; defaults to DATABASE_URL',
  STRIPE_SECRET_KEY: 'the secret key of the Stripe account (sk_... or a restricted rk_...)',
  STRIPE_WEBHOOK_SECRET:
    'the signing secret of the webhook endpoint (whsec_...); comma-separated; list several to rotate',
  STRIPE_API_BASE: 'the URL of a local Stripe emulator; only with APP_ENV=demo',
  STRIPE_TAX: 'on (Stripe Tax adds tax to packs and plans) or off',
  STRIPE_PROMOTION_CODES: 'on (customers can enter promotion codes at checkout) or off',
  CATALOG_CURRENCY:
    'the currency of all catalog prices as a three-letter code, such as usd; do not change it after the first payment',
  SMTP_URL: 'the mail server, such as smtps://user:password@host:465',
  MAIL_FROM: 'the sender of our emails, such as Market Trak <hello@example.com>',
  MAIL_PER_SECOND: 'campaign emails sent to the mail server per second, from 1 to 1000',
  MAIL_EVENTS_SECRET:
    'the secret that signs bounces and complaints sent to /api/mail/events and /api/mail/reports, at least 16 characters',
  MAIL_RETURN_DOMAIN:
    'the domain that receives bounces and unsubscribe emails, such as bounces.example.com; its mail server forwards them to /api/mail/reports',
  MAIL_SES_TOPIC_ARNS:
    'the SNS topics of Amazon SES that can post to /api/mail/ses, such as arn:aws:sns:us-east-1:123456789012:ses; comma-separated',
  MAIL_POSTMARK_SECRET:
    'the password in the URL of the Postmark webhook, https://postmark:<secret>@<host>/api/mail/postmark, at least 16 characters',
  SECURITY_CONTACT:
    'where to report vulnerabilities: an email address or https URL; defaults to security@ the host of APP_URL',
  S3_BUCKET: 'the bucket for files; also needs S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY',
  S3_REGION: 'the region of the bucket',
  S3_ENDPOINT: 'the URL of an S3-compatible service other than AWS',
  S3_ACCESS_KEY_ID: 'required with S3_BUCKET',
  S3_SECRET_ACCESS_KEY: 'required with S3_BUCKET',
  FILES_DIR: 'the folder for files if there is no bucket',
  AI_GATEWAY_API_KEY: 'an API key of the AI gateway',
  OPENAI_API_KEY: 'an API key of OpenAI or an OpenAI-compatible service',
  OPENAI_BASE_URL: 'the URL of the OpenAI-compatible service; needs OPENAI_API_KEY',
  AI_MODEL: 'the text model, as named by the gateway or service',
  AI_IMAGE_MODEL: 'the image model, as named by the gateway or service',
  AI_TOKEN_PRICES:
    'US dollars per million input/output tokens by model, such as gpt-5-mini=0.25/2; comma-separated',
  AUTH_GOOGLE_ID: 'the client ID for Google sign-in; needs AUTH_GOOGLE_SECRET',
  AUTH_GOOGLE_SECRET: 'the client secret for Google sign-in; needs AUTH_GOOGLE_ID',
  OPERATOR_EMAILS: 'the email addresses of operators; comma-separated',
  OPERATOR_FOUR_EYES_CREDITS:
    'a number of credits: adjustments by one operator above this per day need a second operator',
  OPERATOR_FOUR_EYES_REFUND_CENTS:
    'an amount in cents: refunds by one operator above this per day need a second operator',
  OPERATOR_FOUR_EYES_PRICE_FACTOR:
    'a number from 1 to 10, such as 1.5: price and plan changes by more than this factor need a second operator',
  OPERATOR_ALERT_WEBHOOK_URL:
    'the URL that receives alerts for operators as signed webhooks; needs OPERATOR_ALERT_WEBHOOK_SECRET',
  OPERATOR_ALERT_WEBHOOK_SECRET:
    'the secret that signs alerts for operators, as whsec_ and at least 24 random bytes in base64',
  METRICS_TOKEN:
    'at least 16 characters that Prometheus sends as a bearer token to /metrics; without it, there is no such page',
  OTEL_EXPORTER_OTLP_ENDPOINT:
    'the URL of an OpenTelemetry collector that receives traces and metrics over HTTP, such as http://collector:4318',
  TRACES_SAMPLE_RATIO: 'the share of requests that are traced, from 0 to 1 (default 0.1)',
  SENTRY_DSN: 'the DSN of a Sentry-compatible service that receives unknown failures, without values',
  SHUTDOWN_SECONDS:
    'how long a process may take to stop, from 2 to 600 seconds; less than the host waits before it kills the process',
  SHUTDOWN_DELAY_SECONDS:
    'how long a web process that is told to stop still takes requests, from 0 to 60 seconds (default 1); less than SHUTDOWN_SECONDS',
  WORKER: 'embedded (the web process runs jobs) or separate (`npm run worker` runs them)',
  WEB_PROCESSES: 'web processes that share the port, from 1 to 64; defaults to the number of processors',
  EXTRA_CREDITS_EXPIRY: 'cycle-end, never, or a number of months such as 3-months',
  PAYMENT_GRACE_DAYS: 'whole days from 0 to 60: an unpaid cycle starts with the allowance for this many days',
  LEDGER_LANES: 'write connections of the ledger, from 1 to 16; defaults to the number of processors',
  OUTBOUND_ALLOWED_HOSTS:
    'hosts in your private network that feeds, photos and post webhooks can reach, such as crm.internal or 10.0.0.5:8080; comma-separated; none by default',
  MAP_TILES_URL:
    'the URL of map tiles with {z}, {x} and {y}, such as https://tiles.example.com/{z}/{x}/{y}.png; without it, maps are outlines and load nothing',
  MAP_TILES_ATTRIBUTION:
    'the credit that the tile service asks for, shown on every map; required with MAP_TILES_URL',
  MAIL_INBOX_URL: 'the URL of the local email inbox; only with APP_ENV=demo',
  TRUSTED_PROXY_HOPS:
    'the number of your own proxies in front of the app, from 0 (clients connect directly) to 10',
  LIMITS_FACTOR: 'a whole number from 1 to 1000 that multiplies rate limits, for load tests',
} as const

const postgresUrl = z
  .url({ protocol: /^postgres(ql)?$/ })
  // Others would fail at the first connection (db/connections/connection.ts).
  .refine((url) => /^(|disable|require|no-verify|verify-ca|verify-full)$/.test(sslModeOf(url)))
const sslModeOf = (url: string) => (URL.canParse(url) && new URL(url).searchParams.get('sslmode')) || ''
const webUrl = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''))
const listOf = <T extends z.ZodType<string, string>>(item: T) =>
  z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean),
    )
    .pipe(z.array(item))

const onOff = z
  .enum(['on', 'off'])
  .default('off')
  .transform((text) => text === 'on')

/** Finds typos in the currency at startup, not at the first checkout. */
function isKnownCurrency(code: string): boolean {
  return Intl.supportedValuesOf('currency').includes(code.toUpperCase())
}

type ExtraCreditsExpiry = { kind: 'cycle-end' } | { kind: 'never' } | { kind: 'months'; months: number }

/** A URI; an email address becomes a `mailto:` URI. */
const securityContact = z.union([
  z.email().transform((address) => `mailto:${address}`),
  z.string().regex(/^mailto:[^\s@]+@[^\s@]+$/),
  z.url({ protocol: /^https$/ }),
])

const extraCreditsExpiry = z
  .string()
  .regex(/^(cycle-end|never|[1-9]\d?-months?)$/)
  .transform((text): ExtraCreditsExpiry => {
    if (text === 'cycle-end' || text === 'never') return { kind: text }
    return { kind: 'months', months: Number.parseInt(text, 10) }
  })

/** "gpt-5-mini=0.25/2" as data. */
function tokenPrice(text: string): { model: string; inputUsd: number; outputUsd: number } {
  const [model = '', prices = ''] = text.split('=')
  const [inputUsd = 0, outputUsd = 0] = prices.split('/').map(Number)
  return { model, inputUsd, outputUsd }
}

const DEFAULT_SHUTDOWN_SECONDS = 9
/** Each one costs a comparison for every link that is not valid. */
const MOST_PREVIOUS_SECRETS = 5

const Settings = z
  .object({
    // Production by default, so a bare `next start` never uses emulators.
    APP_ENV: z.enum(['production', 'demo']).default('production'),
    APP_URL: webUrl,
    NEXTAUTH_SECRET: z
      .string()
      .min(32)
      .regex(/^[^,]+$/),
    NEXTAUTH_SECRET_PREVIOUS: listOf(z.string().min(32))
      .refine((secrets) => secrets.length <= MOST_PREVIOUS_SECRETS)
      .default([]),
    DATABASE_URL: postgresUrl,
    DATABASE_DIRECT_URL: postgresUrl.optional(),
    DATABASE_POOL_SIZE: z
      .string()
      .regex(/^([1-9]\d?|1\d\d|200)$/)
      .transform(Number)
      .default(10),
    DATABASE_JOBS_POOL_SIZE: z
      .string()
      .regex(/^([1-9]|[1-4]\d|50)$/)
      .transform(Number)
      .default(4),
    STRIPE_SECRET_KEY: z.string().regex(/^[sr]k_(test|live)_\w+$/),
    STRIPE_WEBHOOK_SECRET: listOf(z.string().regex(/^whsec_\S+$/)).refine((secrets) => secrets.length > 0),
    STRIPE_API_BASE: webUrl.optional(),
    STRIPE_TAX: onOff,
    STRIPE_PROMOTION_CODES: onOff,
    CATALOG_CURRENCY: z
      .string()
      .toLowerCase()
      .regex(/^[a-z]{3}$/)
      .refine(isKnownCurrency)
      .default('usd'),
    SMTP_URL: z.url({ protocol: /^smtps?$/ }),
    MAIL_FROM: z.string().regex(/@/),
    MAIL_PER_SECOND: z
      .string()
      .regex(/^([1-9]\d{0,2}|1000)$/)
      .transform(Number)
      .default(20),
    MAIL_EVENTS_SECRET: z.string().min(16).optional(),
    MAIL_RETURN_DOMAIN: z
      .string()
      .toLowerCase()
      .regex(/^(?=.{4,190}$)([a-z\d]([a-z\d-]*[a-z\d])?\.)+[a-z][a-z\d-]*[a-z\d]$/)
      .optional(),
    MAIL_SES_TOPIC_ARNS: listOf(
      z.string().regex(/^arn:aws[\w-]*:sns:[a-z\d-]+:\d{12}:[\w-]{1,256}$/),
    ).default([]),
    MAIL_POSTMARK_SECRET: z.string().min(16).optional(),
    SECURITY_CONTACT: securityContact.optional(),
    S3_BUCKET: z.string().optional(),
    S3_REGION: z.string().default('us-east-1'),
    S3_ENDPOINT: webUrl.optional(),
    S3_ACCESS_KEY_ID: z.string().optional(),
    S3_SECRET_ACCESS_KEY: z.string().optional(),
    FILES_DIR: z.string().default('.data/files'),
    AI_GATEWAY_API_KEY: z.string().optional(),
    OPENAI_API_KEY: z.string().optional(),
    OPENAI_BASE_URL: webUrl.optional(),
    AI_MODEL: z.string().optional(),
    AI_IMAGE_MODEL: z.string().optional(),
    AI_TOKEN_PRICES: listOf(z.string().regex(/^[^=\s]+=\d+(\.\d+)?\/\d+(\.\d+)?$/))
      .transform((prices) => prices.map(tokenPrice))
      .default([]),
    AUTH_GOOGLE_ID: z.string().optional(),
    AUTH_GOOGLE_SECRET: z.string().optional(),
    OPERATOR_EMAILS: listOf(z.email().toLowerCase()).default([]),
    OPERATOR_FOUR_EYES_CREDITS: z
      .string()
      .regex(/^\d{1,9}$/)
      .transform(Number)
      .default(1_000),
    OPERATOR_FOUR_EYES_REFUND_CENTS: z
      .string()
      .regex(/^\d{1,9}$/)
      .transform(Number)
      .default(50_000),
    OPERATOR_FOUR_EYES_PRICE_FACTOR: z
      .string()
      .regex(/^(10|[1-9](\.\d{1,3})?)$/)
      .transform(Number)
      .default(2),
    OPERATOR_ALERT_WEBHOOK_URL: webUrl.optional(),
    OPERATOR_ALERT_WEBHOOK_SECRET: z
      .string()
      .regex(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/)
      .optional(),
    METRICS_TOKEN: z
      .string()
      .regex(/^\S{16,}$/)
      .optional(),
    OTEL_EXPORTER_OTLP_ENDPOINT: webUrl.optional(),
    TRACES_SAMPLE_RATIO: z
      .string()
      .regex(/^(0(\.\d{1,6})?|1(\.0+)?)$/)
      .transform(Number)
      .default(0.1),
    SENTRY_DSN: z
      .string()
      .regex(/^https?:\/\/[^\s/@:]+@[^\s/@]+\/(?:[\w-]+\/)*\d+$/)
      .optional(),
    SHUTDOWN_SECONDS: z
      .string()
      .regex(/^([2-9]|[1-9]\d|[1-5]\d\d|600)$/)
      .transform(Number)
      .default(DEFAULT_SHUTDOWN_SECONDS),
    SHUTDOWN_DELAY_SECONDS: z
      .string()
      .regex(/^([0-9]|[1-5][0-9]|60)$/)
      .transform(Number)
      .default(1),
    WORKER: z.enum(['embedded', 'separate']).default('embedded'),
    WEB_PROCESSES: z
      .string()
      .regex(/^([1-9]|[1-5]\d|6[0-4])$/)
      .transform(Number)
      .optional(),
    EXTRA_CREDITS_EXPIRY: extraCreditsExpiry.default({ kind: 'cycle-end' }),
    PAYMENT_GRACE_DAYS: z
      .string()
      .regex(/^([0-9]|[1-5][0-9]|60)$/)
      .transform(Number)
      .default(7),
    LEDGER_LANES: z
      .string()
      .regex(/^([1-9]|1[0-6])$/)
      .transform(Number)
      .optional(),
    OUTBOUND_ALLOWED_HOSTS: listOf(
      z
        .string()
        .toLowerCase()
        .regex(/^([\w.-]{1,253}(:\d{1,5})?|[\da-f:.]{2,45}|\[[\da-f:.]{2,45}\]:\d{1,5})$/),
    ).default([]),
    MAP_TILES_URL: z
      .string()
      .refine((url) => ['{z}', '{x}', '{y}'].every((part) => url.split(part).length === 2))
      .refine((url) => z.url({ protocol: /^https?$/ }).safeParse(url.replace(/[{}]/g, '')).success)
      .optional(),
    MAP_TILES_ATTRIBUTION: z.string().trim().min(1).max(120).optional(),
    MAIL_INBOX_URL: webUrl.optional(),
    TRUSTED_PROXY_HOPS: z
      .string()
      .regex(/^(\d|10)$/)
      .transform(Number)
      .default(0),
    LIMITS_FACTOR: z
      .string()
      .regex(/^([1-9]\d{0,2}|1000)$/)
      .transform(Number)
      .default(1),
  })
  .transform((settings) => ({
    ...settings,
    DATABASE_DIRECT_URL: settings.DATABASE_DIRECT_URL ?? settings.DATABASE_URL,
  }))

export type Env = Readonly<z.infer<typeof Settings>>

export class SettingsError extends Error {
  override name = 'SettingsError'
}

let known: Env | undefined

/** The product's settings. Read on first use, because a build has none. */
export function env(): Env {
  known ??= readEnv(process.env)
  return known
}

export function readEnv(source: Source): Env {
  const values: SettingValues = Object.fromEntries(
    SETTING_NAMES.map((name) => [name, settingValue(source, name)]),
  )
  const parsed = Settings.safeParse(values)
  const problems = new Map<string, string>([...contradictions(values), ...installationProblems(source)])
  for (const issue of parsed.error?.issues ?? []) {
    const name = issue.path[0] as Name
    problems.set(name, values[name] === undefined ? MISSING : 'is not valid')
  }
  if (parsed.success && problems.size === 0) return parsed.data
  throw new SettingsError(explain(problems))
}

type Name = keyof typeof HELP
type SettingValues = { [name in Name]?: string }

/** Names of all settings, for passing them to another process. */
export const SETTING_NAMES = Object.keys(HELP) as Name[]
const MISSING = 'is missing'

/** Settings that are valid alone but not in combination. */
function contradictions(values: SettingValues): [string, string][] {
  const groups: Name[][] = [
    ['S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'],
    ['AUTH_GOOGLE_ID', 'AUTH_GOOGLE_SECRET'],
    ['MAP_TILES_URL', 'MAP_TILES_ATTRIBUTION'],
    ['OPERATOR_ALERT_WEBHOOK_URL', 'OPERATOR_ALERT_WEBHOOK_SECRET'],
  ]
  const missing = groups
    .filter((group) => group.some((name) => values[name]))
    .flatMap((group) => group.filter((name) => !values[name]))
  if (values.OPENAI_BASE_URL && !values.OPENAI_API_KEY) missing.push('OPENAI_API_KEY')
  const problems = missing.map((name): [string, string] => [name, MISSING])
  const limit = Number(values.SHUTDOWN_SECONDS ?? DEFAULT_SHUTDOWN_SECONDS)
  if (Number(values.SHUTDOWN_DELAY_SECONDS) >= limit)
    problems.push(['SHUTDOWN_DELAY_SECONDS', 'leaves no time to stop'])
  return problems
}

/** Problems with the kind of installation: production unless configured as a demo. */
const installationProblems = (source: Source) =>
  settingValue(source, 'APP_ENV') === 'demo' ? demoProblems(source) : productionProblems(source)

/** Names the settings and what they should be, but never their values, which could be secrets. */
function explain(problems: Map<string, string>): string {
  return [
    `Market Trak cannot start, ${problems.size === 1 ? 'one setting needs' : `${problems.size} settings need`} attention:`,
    ...Array.from(
      problems,
      ([name, problem]) => `  ${[`${name} ${problem}`, helpOf(name)].filter(Boolean).join(': ')}`,
    ),
    'Set them in the environment. `npm start` provides all of them for local use. See .env.example for a list.',
  ].join('\n')
}

const helpOf = (name: string): string | null => (name in HELP ? HELP[name as Name] : null)
