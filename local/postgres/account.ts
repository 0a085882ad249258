import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { dirname } from 'node:path'

/** The user the server runs as; null for the current user. PostgreSQL refuses to run as root. */
export type Account = { uid: number; gid: number } | null

const NAME = 'postgres'

export function serverAccount(): Account {
  if (process.getuid?.() !== 0) return null
  const found = findAccount()
  if (found) return found
  execFileSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', NAME])
  const created = findAccount()
  if (!created) throw new Error(`PostgreSQL cannot run as root, and the user "${NAME}" could not be created.`)
  return created
}

/** Whether the account can access the folder, including its parent folders. */
export function canEnter(account: Account, folder: string): boolean {
  if (!account) return true
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...account, cwd: '/' }).status === 0
}

export type Finished = { code: number | null; output: string }

/** Runs a PostgreSQL program and returns its output. */
export function runAs(account: Account, program: string, args: string[]): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...(account ?? {}),
      // A folder the account can access; our current folder may not be.
      cwd: account ? '/' : dirname(program),
      env: cleanEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, output }))
  })
}

/** Leaves out PG* variables of the developer's shell, which would affect the server's programs. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, SystemRoot, TEMP } = process.env
  return { PATH, HOME, TMPDIR, SystemRoot, TEMP, LC_ALL: 'C', TZ: 'UTC' } as unknown as NodeJS.ProcessEnv
}

function findAccount(): { uid: number; gid: number } | null {
  const readId = (flag: string) => spawnSync('id', [flag, NAME], { encoding: 'utf8' })
  const [user, group] = [readId('-u'), readId('-g')]
  return user.status === 0 && group.status === 0
    ? { uid: Number(user.stdout), gid: Number(group.stdout) }
    : null
}
