import { type ChildProcess, spawn } from 'node:child_process'
import { accessSync, chownSync, closeSync, constants, openSync, readFileSync, writeFileSync } from 'node:fs'
import { connect as openSocket } from 'node:net'
import { delimiter, dirname, join } from 'node:path'
import { findFreePort } from '../ports'
import { postgresHome } from './home'

export type Pooler = { url: string; stop(): Promise<void> }

/** Where Debian installs it, which is not in everyone's PATH. */
const SYSTEM_FOLDERS = ['/usr/sbin', '/usr/local/sbin']

/** PgBouncer's program. @throws with how to install it */
export function findPgBouncer(): string {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...SYSTEM_FOLDERS]
  const found = folders.filter(Boolean).find((folder) => isExecutable(join(folder, 'pgbouncer')))
  if (found) return join(found, 'pgbouncer')
  throw new Error(
    'PgBouncer is not installed. Install it (`apt-get install pgbouncer`, `brew install pgbouncer`), or run the tests without --pooler.',
  )
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Starts PgBouncer in transaction mode in front of the PostgreSQL of a data folder. Loopback only. */
export async function startPooler(dataDir: string, serverUrl: string): Promise<Pooler> {
  const program = findPgBouncer()
  const { account, cluster } = postgresHome(dataDir)
  const server = new URL(serverUrl)
  const port = await findFreePort()
  const file = (name: string) => join(dirname(cluster), name)
  const [settings, log] = [file('pgbouncer.ini'), file('pgbouncer.log')]
  writeFileSync(settings, settingsOf(server, port), { mode: 0o600 })
  if (account) chownSync(settings, account.uid, account.gid)
  const output = openSync(log, 'a', 0o600)
  const child = spawn(program, [settings], {
    ...(account ?? {}),
    cwd: '/',
    stdio: ['ignore', output, output],
  })
  closeSync(output)
  const failed = new Promise<never>((_, reject) => {
    child.once('error', reject)
    child.once('exit', () => reject(new Error(`PgBouncer did not start:\n${readFileSync(log, 'utf8')}`)))
  })
  // After the start, an exit shows in the tests that need it.
  failed.catch(() => {})
  await Promise.race([reachable(port), failed])
  const url = new URL(server)
  url.port = String(port)
  return { url: url.href, stop: () => stop(child) }
}

/**
 * Nothing of ours is allowed by exception: parameters it doesn't know are refused, and it knows no prepared statements.
 * Server connections take turns, so whatever depends on a session fails soon.
 */
function settingsOf(server: URL, port: number): string {
  const password = decodeURIComponent(server.password).replaceAll("'", "''")
  const user = decodeURIComponent(server.username)
  return `[databases]
* = host=${server.hostname} port=${server.port} user=${user} password='${password}'

[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
max_client_conn = 1000
default_pool_size = 10
server_round_robin = 1
server_idle_timeout = 5
`
}

const START_LIMIT_MS = 10_000

async function reachable(port: number): Promise<void> {
  const until = Date.now() + START_LIMIT_MS
  for (;;) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = openSocket(port, '127.0.0.1')
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
      socket.once('connect', () => socket.destroy())
    })
    if (isOpen) return
    if (Date.now() > until) throw new Error('PgBouncer could not be reached.')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = new Promise((resolve) => child.once('exit', resolve))
  // Immediately, without waiting for clients.
  child.kill('SIGTERM')
  await exited
}
