import { randomBytes } from 'node:crypto'
import {
  appendFileSync,
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runAs } from './account'
import type { PostgresHome } from './home'

const SETTINGS_FILE = 'market-trak.conf'
const MAJOR = '18'

/** Creates the data folder on the first start; returns the server's password. */
export async function ensureCluster(home: PostgresHome, say: (line: string) => void): Promise<string> {
  if (existsSync(home.cluster) && !existsSync(home.passwordFile)) {
    // A folder without its password belongs to an earlier installation. It is moved, never deleted.
    const aside = `${home.cluster}.before-${Date.now()}`
    renameSync(home.cluster, aside)
    say(`A previous database without its password was moved to ${aside}`)
  }
  if (!existsSync(home.passwordFile)) {
    writeFileSync(home.passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 })
  }
  const password = readFileSync(home.passwordFile, 'utf8')
  if (!existsSync(home.cluster)) await initialize(home, password)
  const version = readFileSync(join(home.cluster, 'PG_VERSION'), 'utf8').trim()
  if (version !== MAJOR) {
    throw new Error(
      `${home.cluster} was created by PostgreSQL ${version}, but this is version ${MAJOR}. Dump and restore it, or use another DATA_DIR.`,
    )
  }
  return password
}

/** Written before each start, so changed ports and settings take effect. */
export function writeSettings(
  home: PostgresHome,
  { port, durable }: { port: number; durable: boolean },
): void {
  const settings = {
    listen_addresses: "'127.0.0.1'",
    port,
    unix_socket_directories: "''",
    max_connections: 200,
    shared_buffers: "'256MB'",
    max_wal_size: "'2GB'",
    // Credits are money: acknowledged writes must survive a power failure, here as in production.
    fsync: durable ? 'on' : 'off',
    synchronous_commit: durable ? 'on' : 'off',
    full_page_writes: durable ? 'on' : 'off',
    timezone: "'UTC'",
    log_timezone: "'UTC'",
  }
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`)
  const file = join(home.cluster, SETTINGS_FILE)
  writeFileSync(file, `${lines.join('\n')}\n`)
  if (home.account) chownSync(file, home.account.uid, home.account.gid)
}

async function initialize(home: PostgresHome, password: string): Promise<void> {
  // Created under a temporary name and renamed when complete, so an interrupted first start leaves no partial cluster.
  const partial = `${home.cluster}.partial`
  rmSync(partial, { recursive: true, force: true })
  const secretFolder = mkdtempSync(join(tmpdir(), 'market-trak-'))
  const secretFile = join(secretFolder, 'password')
  try {
    writeFileSync(secretFile, `${password}\n`, { mode: 0o600 })
    if (home.account) {
      const { uid, gid } = home.account
      for (const path of [secretFolder, secretFile]) chownSync(path, uid, gid)
      mkdirSync(partial, { mode: 0o700 })
      chownSync(partial, uid, gid)
    }
    const result = await runAs(home.account, join(home.programs, 'initdb'), [
      `--pgdata=${partial}`,
      '--username=postgres',
      `--pwfile=${secretFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // PostgreSQL's built-in C.UTF-8 sorts the same on every system.
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      '--data-checksums',
    ])
    if (result.code !== 0) throw new Error(`Could not create PostgreSQL's data folder:\n${result.output}`)
  } finally {
    rmSync(secretFolder, { recursive: true, force: true })
  }
  appendFileSync(join(partial, 'postgresql.conf'), `\ninclude_if_exists = '${SETTINGS_FILE}'\n`)
  chmodSync(partial, 0o700)
  renameSync(partial, home.cluster)
}
