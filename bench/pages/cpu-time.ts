import { readdirSync, readFileSync } from 'node:fs'

/** Linux reports processor time in ticks of 10 ms. */
const TICK_MS = 10

/** Processor time of a process and its descendants so far; null where there is no /proc. */
export function cpuTimeMs(pid: number): number | null {
  if (process.platform !== 'linux') return null
  return familyOf(pid).reduce((total, one) => total + ticksOf(one) * TICK_MS, 0)
}

export function familyOf(pid: number): number[] {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => [Number(name), Number(fieldsOf(Number(name))[1] ?? 0)]),
  )
  const family = [pid]
  for (const one of family) for (const [child, parent] of parents) if (parent === one) family.push(child)
  return family
}

function ticksOf(pid: number): number {
  const fields = fieldsOf(pid)
  return Number(fields[11] ?? 0) + Number(fields[12] ?? 0)
}

/** The fields after the program's name, which can contain spaces and parentheses. */
function fieldsOf(pid: number): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return []
  }
}
