import { migrate } from '@/db/migrate'
import { startChild } from './children'
import { StartError } from './settings/settings'

type Options = {
  dataDir: string
  env: NodeJS.ProcessEnv
  seed: boolean
  signal: AbortSignal
}

export async function prepareDatabase({ dataDir, env, seed, signal }: Options): Promise<void> {
  await migrate(env.DATABASE_DIRECT_URL || env.DATABASE_URL || '').catch((error: Error) => {
    throw new StartError(`Could not migrate the database: ${error.message}`)
  })
  // Seeds the catalog and recorded sales always, the demo workspaces only with SEED.
  // Runs in its own process, because product code reads its settings from the environment.
  const child = startChild({
    name: 'seed',
    dataDir,
    args: ['--import', 'tsx', 'local/seed.ts'],
    env: { ...env, SEED: seed ? '1' : '' },
  })
  const stop = () => void child.stop()
  signal.addEventListener('abort', stop)
  const ending = await child.ended
  signal.removeEventListener('abort', stop)
  if (ending.code !== 0) throw new StartError(`Could not seed the database: ${ending.reason}`)
}
