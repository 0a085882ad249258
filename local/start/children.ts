import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { endProcess, isSameProcess, markOf, type ProcessMark, waitUntil } from '../processes'
import { logFile, ROOT, StartError, shown } from './settings/settings'

export type Child = {
  name: string
  pid: number
  log: string
  ended: Promise<Ending>
  stop(signal?: NodeJS.Signals): Promise<void>
}

/** `asked`: we stopped it ourselves. `reason` reads as a message, with the end of its log. */
export type Ending = { code: number | null; asked: boolean; reason: string }

type Options = {
  name: string
  dataDir: string
  args: string[]
  env: NodeJS.ProcessEnv
  /** A restart: its log goes on where the previous process ended. */
  again?: boolean
  onMessage?(message: unknown): void
}

const GRACE_MS = 8000
const TAIL_LINES = 25

/** Starts a program of ours beside us: its own group (Ctrl-C reaches us alone), its output in a log file. */
export function startChild({ name, dataDir, args, env, again, onMessage }: Options): Child {
  const log = logFile(dataDir, name)
  mkdirSync(dirname(log), { recursive: true })
  const output = openSync(log, again ? 'a' : 'w', 0o600)
  const child = spawn(process.execPath, ['--import', './local/leave-with-parent.mjs', ...args], {
    cwd: ROOT,
    env: { ...env, MARKET_TRAK_PARENT: String(process.pid), NEXT_TELEMETRY_DISABLED: '1' },
    detached: true,
    stdio: ['ignore', output, output, 'ipc'],
  })
  closeSync(output)
  if (!child.pid) throw new StartError(`${name} could not be started.`)
  const mark = markOf(child.pid)
  remember(dataDir, mark)

  if (onMessage) child.on('message', onMessage)
  let asked = false
  const ended = new Promise<Ending>((resolve) => {
    child.on('exit', (code, signal) => {
      const how = signal ? `by ${signal}` : `with code ${code}`
      resolve({ code, asked, reason: `"${name}" ended ${how}.\n${tailOf(log)}` })
    })
  })
  return {
    name,
    pid: mark.pid,
    log,
    ended,
    stop: async (signal = 'SIGTERM') => {
      asked = true
      if (hasEnded(child)) return
      child.kill(signal)
      if (await waitUntil(() => hasEnded(child), GRACE_MS)) return
      killGroup(mark.pid)
      await ended
    },
  }
}

function tailOf(file: string): string {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : []
  return [`The end of ${shown(file)}:`, ...lines.slice(-TAIL_LINES).map((line) => `  ${line}`)].join('\n')
}

/**
 * Ends what an earlier start left behind when it was killed. Each process is recognised by its id and its moment of
 * birth, so that nobody else's program is touched.
 */
export async function endLeftovers(dataDir: string): Promise<void> {
  for (const mark of remembered(dataDir)) {
    if (!(await endProcess(mark, GRACE_MS))) {
      throw new StartError(`Process ${mark.pid}, left by an earlier start, does not end.`)
    }
  }
  writeFileSync(recordOf(dataDir), '[]')
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It ended in this very moment.
  }
}

const recordOf = (dataDir: string) => join(dataDir, 'children.json')

function remembered(dataDir: string): ProcessMark[] {
  const file = recordOf(dataDir)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as ProcessMark[]) : []
}

function remember(dataDir: string, mark: ProcessMark): void {
  const living = remembered(dataDir).filter(isSameProcess)
  writeFileSync(recordOf(dataDir), JSON.stringify([...living, mark]))
}
