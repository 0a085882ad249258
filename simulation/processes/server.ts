import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { findFreePort } from '@/local/ports'
import { runAs } from '@/local/postgres/account'
import { deletePostgresFiles, postgresHome } from '@/local/postgres/home'
import { startPostgres } from '@/local/postgres/server'

export type SimulationServer = { url: string; crash(): Promise<void>; stop(): Promise<void> }

/** A separate PostgreSQL that can be crashed: `immediate` is like a power failure. */
export async function startSimulationServer(): Promise<SimulationServer> {
  const dataDir = join(
    import.meta.dirname,
    '..',
    '..',
    '.data',
    'simulations',
    `${process.pid}-${Date.now()}`,
  )
  mkdirSync(dataDir, { recursive: true })
  const port = await findFreePort()
  const server = await startPostgres({ dataDir, port })
  const home = postgresHome(dataDir)
  return {
    url: server.url,
    async crash() {
      const stop = ['-D', home.cluster, 'stop', '-m', 'immediate', '-w', '-t', '30']
      const stopped = await runAs(home.account, join(home.programs, 'pg_ctl'), stop)
      if (stopped.code !== 0) throw new Error(`the server could not be stopped: ${stopped.output}`)
      await startPostgres({ dataDir, port })
    },
    async stop() {
      await server.stop()
      deletePostgresFiles(dataDir)
    },
  }
}
