import { existsSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { commandLine, isAlive } from '../processes'
import type { PostgresHome } from './home'

/** A server already running in our data folder, left by an earlier start that was killed. */
export type RunningServer = { pid: number; port: number }

/**
 * Reads `postmaster.pid`. PostgreSQL removes a file whose process is gone, but after a reboot the id can belong to another
 * program, and PostgreSQL would refuse to start.
 */
export function findRunningServer(home: PostgresHome): RunningServer | null {
  const file = join(home.cluster, 'postmaster.pid')
  if (!existsSync(file)) return null
  const lines = readFileSync(file, 'utf8').split('\n')
  const [pid, port] = [Number(lines[0]), Number(lines[3])]
  if (!Number.isInteger(pid) || !isAlive(pid)) return null
  const command = commandLine(pid)
  const ours = command === '' || [home.cluster, realpathSync(home.cluster)].some((f) => command.includes(f))
  if (ours) return { pid, port }
  rmSync(file)
  return null
}
