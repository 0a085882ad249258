import { migrate } from '@/db/migrate'
import { startChild } from './children'
import { StartError } from './settings'

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
  if (!seed) return
  // In a process of its own: it uses the product's verbs, which read the settings from the environment.
  const child = startChild({ name: 'seed', dataDir, args: ['--import', 'tsx', 'db/seed.ts'], env })
  const stop = () => void child.stop()
  signal.addEventListener('abort', stop)
  const ending = await child.ended
  signal.removeEventListener('abort', stop)
  if (ending.code !== 0) throw new StartError(`The demo data could not be made: ${ending.reason}`)
}
