import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { demoOperator, demoPeople } from '@/lib/core/demo-people'
import { SettingsError } from '@/lib/core/settings/env'
import { acquireLock, LockHeldError } from './start/lock-file'
import { type Product, startProduct } from './start/product'
import { checkedEnvironment } from './start/settings/environment'
import {
  loadSettingsFiles,
  type Mode,
  StartError,
  type StartSettings,
  shown,
  startSettings,
} from './start/settings/settings'

/** `npm start` and `npm run dev`: starts everything, waits, and stops it in reverse order. */
const ONE_KEYPRESS_MS = 700
const SETTLE_LIMIT_MS = 20_000

const say = (line: string) => console.log(line)
const canceled = new AbortController()
const parts: { name: string; stop(): Promise<void> }[] = []
let starting: Promise<unknown> = Promise.resolve()
let stoppingSince = 0

// A closed terminal must not prevent us from stopping what we started.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
process.on('uncaughtException', (error) => void shutDown(1, error.stack ?? error.message))

loadSettingsFiles()
starting = run(process.argv[2] === 'dev' ? 'dev' : 'start')
await starting.catch((error: unknown) => shutDown(1, messageOf(error)))

async function run(mode: Mode): Promise<void> {
  const settings = startSettings(mode, process.env)
  mkdirSync(settings.dataDir, { recursive: true })
  checkedEnvironment(settings)
  const release = holdDataFolder(settings)
  parts.push({ name: 'data folder', stop: async () => release() })
  const product = await startProduct(settings, {
    say,
    onDeath: (reason) => void shutDown(1, reason),
    onStarted: (name, stop) => parts.push({ name, stop }),
    signal: canceled.signal,
  })
  if (canceled.signal.aborted) return
  say(banner(product, settings, performance.now()))
  process.send?.({ ready: true, url: product.url })
}

function holdDataFolder({ dataDir }: StartSettings): () => void {
  try {
    return acquireLock(join(dataDir, 'running.lock'))
  } catch (error) {
    if (!(error instanceof LockHeldError)) throw error
    throw new StartError(
      `Market Trak is already running with the data in ${shown(dataDir)} (process ${error.holder.pid}). ` +
        'Stop it first, or start a second instance: PORT=3100 DATA_DIR=.data/second npm start',
    )
  }
}

/** One Ctrl-C arrives several times, from the terminal and through npm; only a later one means "stop immediately". */
function onSignal(): void {
  if (stoppingSince && Date.now() - stoppingSince > ONE_KEYPRESS_MS) {
    say('Stopping immediately.')
    process.exit(1)
  }
  void shutDown(0)
}

async function shutDown(code: number, reason?: string): Promise<void> {
  if (stoppingSince) return
  stoppingSince = Date.now()
  if (reason) console.error(reason)
  else say('Stopping.')
  canceled.abort()
  // Wait for a running start to finish or fail first, so nothing starts during shutdown.
  await Promise.race([starting.catch(() => {}), timeLimit()])
  for (const { name, stop } of parts.reverse()) {
    await stop().catch((error: unknown) => console.error(`Could not stop ${name}: ${messageOf(error)}`))
  }
  process.exit(code)
}

function timeLimit(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, SETTLE_LIMIT_MS).unref())
}

function messageOf(error: unknown): string {
  if (error instanceof StartError || error instanceof SettingsError) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

/** What you need to get started: URLs and demo sign-ins. */
function banner(product: Product, settings: StartSettings, tookMs: number): string {
  const places: [string, string][] = [['App', product.url]]
  if (product.mailUrl) places.push(['Inbox', product.mailUrl])
  if (product.stripeUrl) places.push(['Stripe', `${product.stripeUrl}  (emulator, no real payments)`])
  places.push(['Data', `${shown(settings.dataDir)}  (delete this folder to start over)`])
  return [
    '',
    `  Market Trak is running (started in ${(tookMs / 1000).toFixed(1)} s).`,
    '',
    ...table(places),
    ...(settings.seed ? signIns(product.mailUrl) : []),
    '',
    '  Press Ctrl-C to stop.',
    '',
  ].join('\n')
}

function signIns(mailUrl: string | null): string[] {
  const where = mailUrl ? 'The sign-in link arrives in the inbox.' : 'The sign-in link arrives by email.'
  const people = demoPeople.map((person): [string, string] => [
    person.email,
    `${person.name}, ${person.role} of ${person.workspace}. ${person.about}.`,
  ])
  return [
    '',
    `  Sign in with one of these addresses. ${where}`,
    ...table([...people, [demoOperator.email, 'Operator with access to the console.']]),
  ]
}

function table(rows: [string, string][]): string[] {
  const width = Math.max(...rows.map(([name]) => name.length))
  return rows.map(([name, text]) => `    ${name.padEnd(width)}  ${text}`)
}
