import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Identifies a process by id and start time, because ids are reused. */
export type ProcessMark = { pid: number; startedAt: string }

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: the process exists but belongs to another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

export function markOf(pid: number): ProcessMark {
  return { pid, startedAt: startedAt(pid) ?? 'unknown' }
}

export function isSameProcess(mark: ProcessMark): boolean {
  if (!isAlive(mark.pid)) return false
  const started = startedAt(mark.pid)
  // If the start time is unknown, the id alone must do.
  return (started ?? 'unknown') === mark.startedAt
}

export function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return readPs(pid, 'command=') ?? ''
  }
}

/** Stops a process with SIGTERM, then SIGKILL; returns whether it is gone. */
export async function endProcess(mark: ProcessMark, graceMs: number): Promise<boolean> {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    if (!isSameProcess(mark)) return true
    process.kill(mark.pid, signal)
    if (await waitUntil(() => !isSameProcess(mark), graceMs)) return true
  }
  return false
}

export async function waitUntil(ready: () => boolean | Promise<boolean>, limitMs: number): Promise<boolean> {
  const deadline = Date.now() + limitMs
  while (Date.now() < deadline) {
    if (await ready()) return true
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return ready()
}

/** Start time in clock ticks on Linux, as text elsewhere; null if unknown. */
function startedAt(pid: number): string | null {
  if (process.platform !== 'linux') return readPs(pid, 'lstart=')
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field is the program name in parentheses, which can contain spaces and parentheses.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const [state, startTicks] = [fields[0], fields[19]]
    // A zombie has exited but not been reaped.
    return state === 'Z' ? 'ended' : (startTicks ?? null)
  } catch {
    return null
  }
}

function readPs(pid: number, field: string): string | null {
  if (process.platform === 'win32') return null
  try {
    return execFileSync('ps', ['-o', field, '-p', String(pid)], { encoding: 'utf8' }).trim() || null
  } catch {
    return null
  }
}
