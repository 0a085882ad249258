import { type ChildProcess, execFileSync, execSync, spawn } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { canEnter } from '@/local/postgres/account'
import { ROOT } from '@/local/start/settings/settings'
import { E2E_DATA_DIR, E2E_DIST_DIR } from '../product'

/** The stages of the Dockerfile as folders, made by the instructions of the Dockerfile itself. */
export type Release = { folder: string; node: string; stages: Map<string, Stage>; remove(): void }

/** Other than root, so that a process can't write where it shouldn't. Without root, it is the current user. */
const NOBODY = 65_534
const isRoot = process.getuid?.() === 0
export const processUser = isRoot ? { uid: NOBODY, gid: NOBODY } : {}

/** Beside the packages, so that they can be linked instead of copied, unless the user of the process can't go there. */
const parentFolder = () =>
  canEnter(processUser.uid ? processUser : null, E2E_DATA_DIR) ? E2E_DATA_DIR : tmpdir()

/** Makes the folders of the `web` and `worker` images. The app was built before the tests. */
export function makeRelease(): Release {
  const folder = mkdtempSync(join(parentFolder(), 'market-trak-release-'))
  chmodSync(folder, 0o755)
  const stages = readStages(join(ROOT, 'Dockerfile'))
  const node = join(folder, 'node')
  copy([process.execPath], node)
  const release = { folder, node, stages, remove: () => rmSync(folder, { recursive: true, force: true }) }
  for (const command of stages.get('build')?.runs ?? []) runBuildStep(folder, command)
  for (const name of ['web', 'worker']) {
    for (const { from, sources, target } of stages.get(name)?.copies ?? []) {
      if (from !== 'build') throw new Error(`${name} copies from ${from || 'the context'}`)
      for (const source of sources) copyInto(builtPath(folder, source), join(folder, name, distDir(target)))
    }
  }
  return release
}

/** Runs a command of the build stage. Packages are installed and the app is built by now. */
function runBuildStep(folder: string, command: string): void {
  if (command.startsWith('npm ci ')) return
  if (command === 'npm run build') {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
    const [build, ...others] = String(scripts.build).split(' && ')
    if (build !== 'RELEASE_BUILD=1 next build') throw new Error(`the tests don't build with ${build}`)
    for (const other of others)
      execSync(other.replace(/^node /, `${process.execPath} `), { cwd: ROOT, stdio: 'pipe' })
  } else if (command.startsWith('npm prune ')) prune(join(folder, 'build'), command)
  else throw new Error(`The release test doesn't know ${command}. Teach it what the command does.`)
}

type Lock = { packages: Record<string, { dev?: boolean; link?: boolean }> }

/** Development packages to remove; all of them would only take longer to copy. */
const SOME_DEV_PACKAGES = ['fast-check', 'smtp-server', 'knip', 'hono']

function prune(folder: string, command: string): void {
  // Not linked, because npm may write them.
  for (const file of ['package.json', 'package-lock.json', 'packages/stripe-emulator/package.json'])
    cpSync(join(ROOT, file), join(folder, file))
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as Lock
  const byFolder = new Map<string, string[]>()
  for (const [path, { dev, link }] of Object.entries(packages)) {
    const name = path.slice('node_modules/'.length)
    if (!path.startsWith('node_modules/') || name.includes('/node_modules/') || link) continue
    if (dev && !SOME_DEV_PACKAGES.includes(name)) continue
    // Optional packages of other systems are not installed.
    if (!statSync(join(ROOT, path), { throwIfNoEntry: false })) continue
    byFolder.set(dirname(path), [...(byFolder.get(dirname(path)) ?? []), join(ROOT, path)])
  }
  for (const [target, sources] of byFolder) {
    mkdirSync(join(folder, target), { recursive: true })
    copy(sources, join(folder, target))
  }
  // Without its links, npm would install a package with commands again.
  execFileSync('cp', ['-a', join(ROOT, 'node_modules/.bin'), join(folder, 'node_modules')])
  execSync(command, {
    cwd: folder,
    stdio: 'pipe',
    env: {
      NODE_ENV: 'production',
      PATH: process.env.PATH ?? '',
      HOME: folder,
      npm_config_offline: 'true',
      npm_config_cache: join(folder, 'cache'),
    },
  })
  for (const name of SOME_DEV_PACKAGES)
    if (statSync(join(folder, 'node_modules', name), { throwIfNoEntry: false }))
      throw new Error(`${command} left ${name}`)
}

/** The build under test has its own folder. */
const distDir = (path: string) => path.replace(/^\.\/\.next(?=\/)/, E2E_DIST_DIR)

function builtPath(folder: string, path: string): string {
  const file = path.replace(/^\/app\//, '')
  if (file === 'node_modules') return join(folder, 'build', file)
  return join(ROOT, file.replace(/^\.next(?=\/)/, E2E_DIST_DIR))
}

/** Like COPY: the content of a folder into the target, or a file. */
function copyInto(source: string, target: string): void {
  if (statSync(source).isDirectory()) {
    mkdirSync(target, { recursive: true })
    copy([`${source}/.`], `${target}/`)
  } else {
    // Like COPY, a target that ends with a slash is a folder.
    mkdirSync(target.endsWith('/') ? target : dirname(target), { recursive: true })
    copy([source], target)
  }
}

/** Links files where possible, which takes no space. */
function copy(sources: string[], target: string): void {
  try {
    execFileSync('cp', ['-al', ...sources, target], { stdio: 'pipe' })
  } catch {
    execFileSync('cp', ['-a', ...sources, target], { stdio: 'pipe' })
  }
}

export type Running = { child: ChildProcess; output(): string; exit: Promise<number | null> }

/** Runs a command of an image, by default its own, as another user. */
export function run(
  { folder, node, stages }: Release,
  name: 'web' | 'worker',
  settings: Record<string, string>,
  command = stages.get(name)?.command ?? [],
): Running {
  const [program, ...args] = command
  if (program !== 'node') throw new Error(`${name} starts ${program}`)
  if (stages.get(name)?.user === 'root') throw new Error(`${name} runs as root`)
  let output = ''
  const child = spawn(node, args, {
    cwd: join(folder, name),
    env: { NODE_ENV: 'production', PATH: process.env.PATH ?? '', ...stages.get(name)?.env, ...settings },
    ...processUser,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (text) => {
      output += String(text)
    })
  return { child, output: () => output, exit: new Promise((resolve) => child.on('exit', resolve)) }
}

/** A stage of the Dockerfile, with what it inherits from the stage it is based on. */
type Stage = {
  name: string
  runs: string[]
  copies: { from: string; sources: string[]; target: string }[]
  env: Record<string, string>
  user: string
  command: string[]
}

/** Reads the instructions we use. Throws for others, so that a test can't miss one. */
function readStages(file: string): Map<string, Stage> {
  const stages = new Map<string, Stage>()
  let stage: Stage | undefined
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line.trim() === '' || line.startsWith('#')) continue
    if (line.endsWith('\\')) throw new Error('Write each instruction of the Dockerfile on one line.')
    const [instruction = '', ...words] = line.split(' ')
    const rest = words.join(' ')
    if (instruction === 'FROM') {
      const [image = '', , name = ''] = words
      const base = stages.get(image)
      stage = { name, runs: [], copies: [], env: { ...base?.env }, user: base?.user ?? 'root', command: [] }
      stages.set(name, stage)
    } else if (stage) read(stage, instruction, rest)
  }
  return stages
}

function read(stage: Stage, instruction: string, rest: string): void {
  if (instruction === 'RUN') stage.runs.push(rest.replace(/^(--\S+ )+/, ''))
  else if (instruction === 'COPY') {
    const words = rest.split(' ')
    const paths = words.filter((word) => !word.startsWith('--'))
    const from = words.find((word) => word.startsWith('--from='))?.slice('--from='.length) ?? ''
    stage.copies.push({ from, sources: paths.slice(0, -1), target: paths.at(-1) ?? '' })
  } else if (instruction === 'ENV') {
    for (const pair of rest.split(' ')) {
      const [name = '', value = ''] = pair.split('=')
      stage.env[name] = value
    }
  } else if (instruction === 'USER') stage.user = rest
  else if (instruction === 'CMD') stage.command = JSON.parse(rest) as string[]
  else if (!['WORKDIR', 'ARG', 'EXPOSE', 'HEALTHCHECK'].includes(instruction))
    throw new Error(`The release test doesn't know ${instruction}. Teach it what the instruction does.`)
}
