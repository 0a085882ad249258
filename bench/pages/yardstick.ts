import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { findFreePort } from '@/local/ports'
import { waitUntil } from '@/local/processes'
import { startChild } from '@/local/start/children'
import type { Running } from './product.ts'

const FOLDER = join(import.meta.dirname, '..', 'yardstick')
const DATA_DIR = join(import.meta.dirname, '..', '..', '.data', 'bench', 'yardstick')
const LIMIT_MS = 120_000

/** Builds the yardstick once and starts it on the bench's database, in one process, as `next start` does. */
export async function startYardstick(say: (line: string) => void): Promise<Running> {
  const port = await findFreePort()
  const env = { ...process.env, NODE_ENV: 'production' as const, NEXT_DIST_DIR: '.next' }
  const next = (name: string, ...args: string[]) =>
    startChild({
      name,
      dataDir: DATA_DIR,
      args: ['node_modules/next/dist/bin/next', ...args],
      env,
    })
  if (!existsSync(join(FOLDER, '.next', 'BUILD_ID'))) {
    say('Building the yardstick page')
    const { code, reason } = await next('build', 'build', FOLDER).ended
    if (code !== 0) throw new Error(`Could not build the yardstick: ${reason}`)
  }
  const server = next('start', 'start', FOLDER, '--port', String(port), '--hostname', '127.0.0.1')
  const url = `http://127.0.0.1:${port}`
  const isUp = () =>
    fetch(url).then(
      () => true,
      () => false,
    )
  if (!(await waitUntil(isUp, LIMIT_MS))) throw new Error(`The yardstick does not answer. See ${server.log}.`)
  return { url, pid: server.pid, stop: () => server.stop() }
}
