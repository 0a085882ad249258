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

/** `requested`: we stopped it ourselves. `reason` is a message with the end of its log. */
export type Ending = { code: number | null; requested: boolean; reason: string }

type Options = {
  name: string
  dataDir: string
  args: string[]
  env: NodeJS.ProcessEnv
  /** A restart: appends to the log of the previous process. */
  again?: boolean
  onMessage?(message: unknown): void
}

const GRACE_MS = 8000
const TAIL_LINES = 25

/** Starts a child process in its own group (Ctrl-C only reaches us), with its output in a log file. */
export function startChild({ name, dataDir, args, env, again, onMessage }: Options): Child {
  const log = logFile(dataDir, name)
  mkdirSync(dirname(log), { recursive: true })
  const output = openSync(log, again ? 'a' : 'w', 0o600)
  const child = spawn(process.execPath, ['--import', './local/exit-with-parent.mjs', ...args], {
    cwd: ROOT,
    env: { ...env, MARKET_TRAK_PARENT: String(process.pid), NEXT_TELEMETRY_DISABLED: '1' },
    detached: true,
    stdio: ['ignore', output, output, 'ipc'],
  })
  closeSync(output)
  if (!child.pid) throw new StartError(`Could not start ${name}.`)
  const mark = markOf(child.pid)
  record(dataDir, mark)

  if (onMessage) child.on('message', onMessage)
  let requested = false
  const ended = new Promise<Ending>((resolve) => {
    child.on('exit', (code, signal) => {
      const how = signal ? `by ${signal}` : `with code ${code}`
      resolve({ code, requested, reason: `"${name}" exited ${how}.\n${tailOf(log)}` })
    })
  })
  return {
    name,
    pid: mark.pid,
    log,
    ended,
    stop: async (signal = 'SIGTERM') => {
      requested = true
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
  return [`Last lines of ${shown(file)}:`, ...lines.slice(-TAIL_LINES).map((line) => `  ${line}`)].join('\n')
}

/**
 * Stops processes left by an earlier start that was killed. Identifies them by id and start time, so no other program is
 * affected.
 */
export async function endLeftovers(dataDir: string): Promise<void> {
  for (const mark of readRecord(dataDir)) {
    if (!(await endProcess(mark, GRACE_MS))) {
      throw new StartError(`Process ${mark.pid}, left by an earlier start, could not be stopped.`)
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
    // It just exited.
  }
}

const recordOf = (dataDir: string) => join(dataDir, 'children.json')

function readRecord(dataDir: string): ProcessMark[] {
  const file = recordOf(dataDir)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as ProcessMark[]) : []
}

function record(dataDir: string, mark: ProcessMark): void {
  const living = readRecord(dataDir).filter(isSameProcess)
  writeFileSync(recordOf(dataDir), JSON.stringify([...living, mark]))
}
