import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** A process as it can be recognised later: ids are given out again, the moment of birth is not. */
export type ProcessMark = { pid: number; bornAt: string }

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it lives, but belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

export function markOf(pid: number): ProcessMark {
  return { pid, bornAt: bornAt(pid) ?? 'unknown' }
}

export function isSameProcess(mark: ProcessMark): boolean {
  if (!isAlive(mark.pid)) return false
  const born = bornAt(mark.pid)
  // Where the system tells no birth, a living id is all there is to go by.
  return (born ?? 'unknown') === mark.bornAt
}

export function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return askPs(pid, 'command=') ?? ''
  }
}

/** Ends a process politely, then by force; true when it is gone. */
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

/** Start time in the kernel's clock ticks on Linux, as text elsewhere; null when the system does not tell. */
function bornAt(pid: number): string | null {
  if (process.platform !== 'linux') return askPs(pid, 'lstart=')
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field is the program's name in brackets and may itself hold spaces and brackets.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const [state, startTicks] = [fields[0], fields[19]]
    // A zombie has ended; only its parent has not taken notice yet.
    return state === 'Z' ? 'ended' : (startTicks ?? null)
  } catch {
    return null
  }
}

function askPs(pid: number, field: string): string | null {
  if (process.platform === 'win32') return null
  try {
    return execFileSync('ps', ['-o', field, '-p', String(pid)], { encoding: 'utf8' }).trim() || null
  } catch {
    return null
  }
}
