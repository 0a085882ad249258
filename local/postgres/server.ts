import {
  chownSync,
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  truncateSync,
} from 'node:fs'
import { join } from 'node:path'
import postgres from 'postgres'
import { isPortFree } from '../ports'
import { commandLine, isAlive } from '../processes'
import { runAs } from './account'
import { ensureCluster, writeSettings } from './cluster'
import { type PostgresHome, postgresHome } from './home'

export type LocalPostgres = { url: string; stop(): Promise<void> }

type Options = {
  dataDir: string
  port: number
  say?: (line: string) => void
  /** Whether commits are flushed to disk. Only temporary test servers can turn this off. */
  durable?: boolean
}

const DATABASE = 'market_trak'
const LOG_LIMIT_BYTES = 20 * 1024 * 1024

/** Starts a real PostgreSQL from an npm package, with its data in the data folder. Loopback only. */
export async function startPostgres({
  dataDir,
  port,
  say = () => {},
  durable = true,
}: Options): Promise<LocalPostgres> {
  const home = postgresHome(dataDir)
  if (home.elsewhere) {
    say(`PostgreSQL's user can't access this folder, so its programs and data are in ${home.cluster}`)
  }
  const password = await ensureCluster(home, say)
  const url = (database: string) => `postgres://postgres:${password}@127.0.0.1:${port}/${database}`

  if (!(await canReuse(home, port, url('postgres')))) await startServer(home, port, durable)
  await ensureDatabase(url('postgres'))
  return { url: url(DATABASE), stop: () => stopServer(home) }
}

/** Stops the server of this data folder, if there is one. */
export async function stopPostgres(dataDir: string): Promise<void> {
  await stopServer(postgresHome(dataDir))
}

async function canReuse(home: PostgresHome, port: number, url: string): Promise<boolean> {
  const running = findRunningServer(home)
  if (!running) return false
  if (running.port === port && (await isReachable(url))) return true
  await stopServer(home)
  return false
}

async function startServer(home: PostgresHome, port: number, durable: boolean): Promise<void> {
  if (!(await isPortFree(port))) {
    throw new Error(`Port ${port} (PostgreSQL) is in use by another program. Set PG_PORT to a free port.`)
  }
  writeSettings(home, { port, durable })
  prepareLog(home)
  const started = await pgCtl(home, ['start', '-w', '-t', '60', '-l', home.logFile])
  if (started.code !== 0) {
    const tail = readFileSync(home.logFile, 'utf8').trimEnd().split('\n').slice(-20).join('\n')
    throw new Error(`PostgreSQL did not start:\n${started.output.trim()}\n${tail}`)
  }
}

/** `fast` rolls back open transactions. After 30 seconds `immediate` is used, which loses nothing because the log is replayed. */
async function stopServer(home: PostgresHome): Promise<void> {
  for (const mode of ['fast', 'immediate']) {
    if (!existsSync(home.cluster) || !findRunningServer(home)) return
    const stopped = await pgCtl(home, ['stop', '-m', mode, '-w', '-t', '30'])
    if (stopped.code === 0) return
  }
  if (findRunningServer(home)) throw new Error(`PostgreSQL in ${home.cluster} could not be stopped.`)
}

function pgCtl(home: PostgresHome, args: string[]) {
  return runAs(home.account, join(home.programs, 'pg_ctl'), ['-D', home.cluster, ...args])
}

/** The log is owned by the server's account and truncated when it gets large. */
function prepareLog({ logFile, account }: PostgresHome): void {
  closeSync(openSync(logFile, 'a', 0o600))
  if (statSync(logFile).size > LOG_LIMIT_BYTES) truncateSync(logFile)
  if (account) chownSync(logFile, account.uid, account.gid)
}

async function isReachable(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} })
  try {
    await sql`select 1`
    return true
  } catch {
    return false
  } finally {
    await sql.end({ timeout: 1 })
  }
}

async function ensureDatabase(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => {} })
  try {
    const found = await sql`select 1 from pg_database where datname = ${DATABASE}`
    if (found.length === 0) await sql`create database ${sql(DATABASE)}`
  } finally {
    await sql.end({ timeout: 5 })
  }
}

/** A server already running in our data folder, left by an earlier start that was killed. */
type RunningServer = { pid: number; port: number }

/**
 * Reads `postmaster.pid`. PostgreSQL removes a file whose process is gone, but after a reboot the id can belong to another
 * program, and PostgreSQL would refuse to start.
 */
function findRunningServer(home: PostgresHome): RunningServer | null {
  const file = join(home.cluster, 'postmaster.pid')
  if (!existsSync(file)) return null
  const lines = readFileSync(file, 'utf8').split('\n')
  const [pid, port] = [Number(lines[0]), Number(lines[3])]
  if (!Number.isInteger(pid) || !isAlive(pid)) return null
  const command = commandLine(pid)
  const ours = command === '' || [home.cluster, realpathSync(home.cluster)].some((f) => command.includes(f))
  if (ours) return { pid, port }
  rmSync(file)
  return null
}
