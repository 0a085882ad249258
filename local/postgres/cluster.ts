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

/** Makes the data folder on the first start; answers the server's password. */
export async function ensureCluster(home: PostgresHome, say: (line: string) => void): Promise<string> {
  if (existsSync(home.cluster) && !existsSync(home.passwordFile)) {
    // Nothing is ever deleted: without its password the folder is of an earlier, reset installation.
    const aside = `${home.cluster}.before-${Date.now()}`
    renameSync(home.cluster, aside)
    say(`An earlier database without its password was moved to ${aside}`)
  }
  if (!existsSync(home.passwordFile)) {
    writeFileSync(home.passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 })
  }
  const password = readFileSync(home.passwordFile, 'utf8')
  if (!existsSync(home.cluster)) await initialise(home, password)
  const version = readFileSync(join(home.cluster, 'PG_VERSION'), 'utf8').trim()
  if (version !== MAJOR) {
    throw new Error(
      `${home.cluster} was made by PostgreSQL ${version}; this is ${MAJOR}. Dump and restore it, or choose another DATA_DIR.`,
    )
  }
  return password
}

/** Written anew before each start, so that a changed port or setting takes effect. */
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
    // Credits are money: what was acknowledged must survive a power cut, here as in production.
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

async function initialise(home: PostgresHome, password: string): Promise<void> {
  // Made aside and renamed when whole, so that an interrupted first start leaves no half a cluster.
  const half = `${home.cluster}.making`
  rmSync(half, { recursive: true, force: true })
  const secretFolder = mkdtempSync(join(tmpdir(), 'market-trak-'))
  const secretFile = join(secretFolder, 'password')
  try {
    writeFileSync(secretFile, `${password}\n`, { mode: 0o600 })
    if (home.account) {
      const { uid, gid } = home.account
      for (const path of [secretFolder, secretFile]) chownSync(path, uid, gid)
      mkdirSync(half, { mode: 0o700 })
      chownSync(half, uid, gid)
    }
    const made = await runAs(home.account, join(home.programs, 'initdb'), [
      `--pgdata=${half}`,
      '--username=postgres',
      `--pwfile=${secretFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // PostgreSQL's own C.UTF-8 sorts the same on every system, whatever locales that has.
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      '--data-checksums',
    ])
    if (made.code !== 0) throw new Error(`PostgreSQL's data folder could not be made:\n${made.output}`)
  } finally {
    rmSync(secretFolder, { recursive: true, force: true })
  }
  appendFileSync(join(half, 'postgresql.conf'), `\ninclude_if_exists = '${SETTINGS_FILE}'\n`)
  chmodSync(half, 0o700)
  renameSync(half, home.cluster)
}
