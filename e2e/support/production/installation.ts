import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { CASING } from '@/db/client'
import { migrate } from '@/db/migrate'
import { seedCatalog } from '@/db/reference/catalog'
import { seedRecordedSales } from '@/db/reference/recorded-sales'
import { cleanEnvironment } from '@/local/clean-environment'
import { findFreePort } from '@/local/ports'
import { findPgBouncer, type Pooler, startPooler } from '@/local/postgres/pooler'
import { waitUntil } from '@/local/processes'
import { type LocalBucket, startBucket } from '@/local/s3/server'
import { type Child, endLeftovers, startChild } from '@/local/start/children'
import { NO_SETTINGS } from '@/local/start/settings/environment'
import { startStripe } from '@/packages/stripe-emulator/src/server'
import { E2E_DATA_DIR, E2E_DIST_DIR, product } from '../product'
import { type Balancer, startBalancer } from './balancer'

const DATA_DIR = join(E2E_DATA_DIR, '..', 'several-processes')
const DATABASE = 'several_processes'
const START_LIMIT_MS = 120_000

/** Emails per second of all workers together. */
export const MAIL_PER_SECOND = 10

/**
 * The product on several machines: two web and two worker processes behind a load balancer, over one database, one bucket and
 * one mail server. Where PgBouncer is installed, they reach the database through it.
 */
export type Installation = {
  url: string
  /** The web processes, past the load balancer. */
  webUrls(): string[]
  sql: postgres.Sql
  bucket: LocalBucket
  /** Replaces each process as a deploy does: its replacement is ready before it is told to stop. Returns all exit codes. */
  replaceAll(): Promise<(number | null)[]>
  /** Runs a command of a release. Returns its exit code and the end of its output. */
  runCommand(name: string): Promise<{ code: number | null; output: string }>
  close(): Promise<void>
}

type Web = { child: Child; port: number }
type Part = { close(): Promise<unknown> }

export async function startInstallation(): Promise<Installation> {
  mkdirSync(DATA_DIR, { recursive: true })
  await endLeftovers(DATA_DIR)
  const parts: Part[] = []
  const hold = <P extends Part>(part: P): P => {
    parts.push(part)
    return part
  }
  const { directUrl, pooler } = await makeDatabase()
  if (pooler) parts.push({ close: () => pooler.stop() })
  const sql = postgres(directUrl, { max: 3, onnotice: () => {} })
  parts.push({ close: () => sql.end({ timeout: 5 }) })
  const bucket = hold(await startBucket())
  const balancer = hold(await startBalancer())
  const webhookSecret = `whsec_${randomBytes(16).toString('hex')}`
  const stripe = hold(
    await startStripe({
      port: 0,
      dataFile: join(DATA_DIR, `stripe-${Date.now()}.sqlite`),
      webhook: { url: `${balancer.url}/api/stripe/webhook`, secret: webhookSecret },
    }),
  )
  const processes = new Processes(balancer, {
    ...settingsOf(balancer, bucket),
    DATABASE_URL: pooler?.url ?? directUrl,
    DATABASE_DIRECT_URL: directUrl,
    STRIPE_WEBHOOK_SECRET: webhookSecret,
    STRIPE_API_BASE: stripe.url,
  })
  await processes.startAll()
  return {
    url: balancer.url,
    webUrls: () => processes.webs.map(({ port }) => `http://localhost:${port}`),
    sql,
    bucket,
    replaceAll: () => processes.replaceAll(),
    runCommand: (name) => processes.runCommand(name),
    async close() {
      await processes.stopAll()
      for (const part of parts.reverse()) await part.close()
    },
  }
}

/** The web and worker processes of one installation. */
class Processes {
  readonly webs: Web[] = []
  private readonly workers: Child[] = []
  private started = 0

  constructor(
    private readonly balancer: Balancer,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  async startAll(): Promise<void> {
    // The first worker creates the tables of the queue.
    this.workers.push(await this.startWorker())
    const rest = [this.startWeb(), this.startWeb()] as const
    this.workers.push(await this.startWorker())
    this.webs.push(...(await Promise.all(rest)))
    this.balancer.use(this.webs.map(({ port }) => port))
  }

  async replaceAll(): Promise<(number | null)[]> {
    const codes: (number | null)[] = []
    const stop = async (old: Child) => {
      // A process that takes longer than SHUTDOWN_SECONDS ends with code 1 by itself.
      process.kill(old.pid, 'SIGTERM')
      codes.push((await old.ended).code)
    }
    for (const [i, old] of [...this.webs.entries()]) {
      this.webs[i] = await this.startWeb()
      this.balancer.use(this.webs.map(({ port }) => port))
      await stop(old.child)
    }
    for (const [i, old] of [...this.workers.entries()]) {
      this.workers[i] = await this.startWorker()
      await stop(old)
    }
    return codes
  }

  async stopAll(): Promise<void> {
    await Promise.all([...this.workers, ...this.webs.map(({ child }) => child)].map((child) => child.stop()))
  }

  async runCommand(name: string): Promise<{ code: number | null; output: string }> {
    const { ended, log } = this.start(name, ['--import', 'tsx', `worker/commands/${name}.ts`])
    const { code } = await ended
    return { code, output: readFileSync(log, 'utf8') }
  }

  private async startWeb(): Promise<Web> {
    const port = await findFreePort()
    const next = ['node_modules/next/dist/bin/next', 'start', '--port', String(port)]
    const child = this.start('web', [...next, '--hostname', '127.0.0.1'])
    await until(child, async () => (await fetch(`http://127.0.0.1:${port}/api/ready`)).ok)
    return { child, port }
  }

  private async startWorker(): Promise<Child> {
    const child = this.start('worker', ['--import', 'tsx', 'worker/main.ts'])
    await until(child, async () => readFileSync(child.log, 'utf8').includes('The worker is running'))
    return child
  }

  private start(name: string, args: string[]): Child {
    this.started += 1
    return startChild({ name: `${name}-${this.started}`, dataDir: DATA_DIR, args, env: this.env })
  }
}

/** @throws with the end of the process's log if it ends or takes too long */
async function until(child: Child, isReady: () => Promise<boolean>): Promise<void> {
  let ending: string | null = null
  void child.ended.then(({ reason }) => {
    ending = reason
  })
  const done = await waitUntil(
    async () => ending !== null || (await isReady().catch(() => false)),
    START_LIMIT_MS,
  )
  if (ending === null && done) return
  throw new Error(ending ?? `"${child.name}" was not ready in time. See ${child.log}.`)
}

async function makeDatabase(): Promise<{ directUrl: string; pooler: Pooler | null }> {
  const url = new URL(product().databaseUrl)
  const server = postgres(url.href, { max: 1, onnotice: () => {} })
  try {
    await server`drop database if exists ${server(DATABASE)} with (force)`
    await server`create database ${server(DATABASE)}`
    // As .env.example says for a pooler.
    const role = server(decodeURIComponent(url.username))
    await server`alter role ${role} in database ${server(DATABASE)} set statement_timeout = '30s'`
  } finally {
    await server.end({ timeout: 5 })
  }
  url.pathname = `/${DATABASE}`
  await migrate(url.href)
  const sql = postgres(url.href, { max: 1, onnotice: () => {} })
  await seedCatalog(drizzle(sql, { casing: CASING }))
  await sql.end({ timeout: 5 })
  await seedRecordedSales(url.href)
  return { directUrl: url.href, pooler: hasPgBouncer() ? await startPooler(E2E_DATA_DIR, url.href) : null }
}

function hasPgBouncer(): boolean {
  try {
    findPgBouncer()
    return true
  } catch {
    return false
  }
}

function settingsOf(balancer: Balancer, bucket: LocalBucket): NodeJS.ProcessEnv {
  return {
    ...cleanEnvironment(),
    ...NO_SETTINGS,
    NODE_ENV: 'production',
    NEXT_DIST_DIR: E2E_DIST_DIR,
    APP_ENV: 'demo',
    APP_URL: balancer.url,
    NEXTAUTH_SECRET: randomBytes(32).toString('base64'),
    STRIPE_SECRET_KEY: 'sk_test_local',
    SMTP_URL: product().smtpUrl,
    MAIL_FROM: 'Market Trak <hello@markettrak.test>',
    MAIL_PER_SECOND: String(MAIL_PER_SECOND),
    S3_BUCKET: 'files',
    S3_ENDPOINT: bucket.endpoint,
    S3_ACCESS_KEY_ID: 'test',
    S3_SECRET_ACCESS_KEY: 'test',
    WORKER: 'separate',
    SHUTDOWN_SECONDS: '20',
    TRUSTED_PROXY_HOPS: '1',
    LIMITS_FACTOR: '100',
  }
}
