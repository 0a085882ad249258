import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { keepingTsconfig } from '../keep-tsconfig'
import { waitUntil } from '../processes'
import { startChild } from './children'
import { holdAlone, TakenError } from './guard'
import { NO_SETTINGS } from './settings/environment'
import { ROOT, StartError } from './settings/settings'

type Options = {
  dataDir: string
  distDir: string
  say(line: string): void
  /** Aborted when the start is called off. */
  signal: AbortSignal
}

const SOURCES = '{app,components,lib,db,public}/**/*'
const CONFIGS = ['next.config.ts', 'postcss.config.mjs', 'package-lock.json']
const STAMP = 'market-trak-build.json'
const LIMIT_MS = 15 * 60_000

/** Builds the app when its sources are others than those of the last build. */
export async function ensureBuilt(options: Options): Promise<void> {
  const { distDir, say } = options
  const wanted = sourcesHash()
  if (builtFrom(distDir) === wanted) return
  const giveBack = await takeTurn(distDir, say)
  try {
    // Another start may have built it while we waited.
    if (builtFrom(distDir) === wanted) return
    say('Building the app; this takes about a minute, and only after a change.')
    await keepingTsconfig(() => build(options))
    writeFileSync(join(distDir, STAMP), JSON.stringify({ sources: wanted }))
  } finally {
    giveBack()
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

function builtFrom(distDir: string): string | null {
  const file = join(distDir, STAMP)
  // `next build` clears the folder first, so a broken-off build leaves no stamp.
  if (!existsSync(file) || !existsSync(join(distDir, 'BUILD_ID'))) return null
  return (JSON.parse(readFileSync(file, 'utf8')) as { sources: string }).sources
}

/** Two starts from one clone share the build: the second waits for the first. */
async function takeTurn(distDir: string, say: (line: string) => void): Promise<() => void> {
  const folder = join(ROOT, 'node_modules', '.cache', 'market-trak')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `build-${basename(distDir)}.lock`)
  let giveBack: (() => void) | null = null
  let told = false
  await waitUntil(() => {
    try {
      giveBack = holdAlone(file)
      return true
    } catch (error) {
      if (!(error instanceof TakenError)) throw error
      if (!told) say(`Process ${error.holder.pid} is building the app already; waiting for it.`)
      told = true
      return false
    }
  }, LIMIT_MS)
  if (!giveBack) throw new StartError('Another build of the app does not come to an end.')
  return giveBack
}

async function build({ dataDir, distDir, signal }: Options): Promise<void> {
  const child = startChild({
    name: 'build',
    dataDir,
    args: ['node_modules/next/dist/bin/next', 'build'],
    // A build knows no settings: nothing of this copy may be baked into pages that another copy serves.
    env: { ...process.env, ...NO_SETTINGS, NODE_ENV: 'production', NEXT_DIST_DIR: relative(ROOT, distDir) },
  })
  const stop = () => void child.stop()
  const limit = setTimeout(stop, LIMIT_MS)
  signal.addEventListener('abort', stop)
  const ending = await child.ended
  clearTimeout(limit)
  signal.removeEventListener('abort', stop)
  if (signal.aborted) throw new StartError('The start was called off.')
  if (ending.code !== 0) throw new StartError(`The app could not be built: ${ending.reason}`)
}
