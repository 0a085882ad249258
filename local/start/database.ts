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
  await migrate(env.DATABASE_URL ?? '').catch((error: Error) => {
    throw new StartError(`The database could not be brought up to date: ${error.message}`)
  })
  // The catalogue and the recorded sales are part of the product; the demo's workspaces are not.
  // In a process of its own: it uses the product's verbs, which read the settings from the environment.
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
  if (ending.code !== 0)
    throw new StartError(`The database could not be filled with what the product needs: ${ending.reason}`)
}
