import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { waitUntil } from '../processes'
import { startChild } from './children'
import { acquireLock, LockHeldError } from './lock-file'
import { NO_SETTINGS } from './settings/environment'
import { ROOT, StartError } from './settings/settings'

type Options = {
  dataDir: string
  distDir: string
  /** Also writes `standalone`, the files of a release. */
  release?: boolean
  say(line: string): void
  /** Aborted when the start is canceled. */
  signal: AbortSignal
}

const SOURCES = '{app,components,lib,db,worker,public}/**/*'
const CONFIGS = [
  'instrumentation.ts',
  'instrumentation-node.ts',
  'proxy.ts',
  'next.config.ts',
  'postcss.config.mjs',
  'package-lock.json',
]
const STAMP = 'market-trak-build.json'
const LIMIT_MS = 15 * 60_000

/** Builds the app if its sources changed since the last build. Returns the hash of the sources. */
export async function ensureBuilt(options: Options): Promise<string> {
  const { distDir, release: wantsRelease = false, say } = options
  const current = sourcesHash()
  const isBuilt = () => {
    const built = builtFrom(distDir)
    return built?.sources === current && (built.release || !wantsRelease)
  }
  if (isBuilt()) return current
  const release = await lockBuild(distDir, say)
  try {
    // Another start may have built it while we waited.
    if (isBuilt()) return current
    say('Building the app. This takes about a minute and only happens after changes.')
    await restoringTsconfig(() => build(options))
    writeFileSync(join(distDir, STAMP), JSON.stringify({ sources: current, release: wantsRelease }))
    return current
  } finally {
    release()
  }
}

function sourcesHash(root = ROOT): string {
  const hash = createHash('sha256')
  const files = [...globSync(SOURCES, { cwd: root }), ...CONFIGS].filter(
    (file) => !/\.test\.tsx?$/.test(file),
  )
  for (const file of files.sort()) {
    const path = join(root, file)
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) continue
    hash.update(`${file}\0`).update(readFileSync(path)).update('\0')
  }
  return hash.digest('hex')
}

type Stamp = { sources: string; release?: boolean }

function builtFrom(distDir: string): Stamp | null {
  const file = join(distDir, STAMP)
  // `next build` clears the folder first, so an interrupted build leaves no stamp.
  if (!existsSync(file) || !existsSync(join(distDir, 'BUILD_ID'))) return null
  return JSON.parse(readFileSync(file, 'utf8')) as Stamp
}

/** Two starts from one clone share the build; the second waits for the first. */
async function lockBuild(distDir: string, say: (line: string) => void): Promise<() => void> {
  const folder = join(ROOT, 'node_modules', '.cache', 'market-trak')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `build-${basename(distDir)}.lock`)
  let release: (() => void) | null = null
  let notified = false
  await waitUntil(() => {
    try {
      release = acquireLock(file)
      return true
    } catch (error) {
      if (!(error instanceof LockHeldError)) throw error
      if (!notified) say(`Process ${error.holder.pid} is already building the app. Waiting for it.`)
      notified = true
      return false
    }
  }, LIMIT_MS)
  if (!release) throw new StartError('Another build of the app did not finish. Stop it and try again.')
  return release
}

async function build({ dataDir, distDir, release, signal }: Options): Promise<void> {
  const child = startChild({
    name: 'build',
    dataDir,
    args: ['node_modules/next/dist/bin/next', 'build'],
    // A build gets no settings, because its pages can be served by another instance.
    env: {
      ...process.env,
      ...NO_SETTINGS,
      NODE_ENV: 'production',
      NEXT_DIST_DIR: relative(ROOT, distDir),
      RELEASE_BUILD: release ? '1' : '',
    },
  })
  const stop = () => void child.stop()
  const limit = setTimeout(stop, LIMIT_MS)
  signal.addEventListener('abort', stop)
  const ending = await child.ended
  clearTimeout(limit)
  signal.removeEventListener('abort', stop)
  if (signal.aborted) throw new StartError('The start was canceled.')
  if (ending.code !== 0) throw new StartError(`Could not build the app: ${ending.reason}`)
}

/** Restores tsconfig.json after `work`, because Next writes the build folder into it. */
export async function restoringTsconfig<T>(work: () => Promise<T>): Promise<T> {
  const file = join(ROOT, 'tsconfig.json')
  const before = readFileSync(file, 'utf8')
  try {
    return await work()
  } finally {
    if (readFileSync(file, 'utf8') !== before) writeFileSync(file, before)
  }
}
