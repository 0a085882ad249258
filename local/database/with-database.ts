import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { SETTING_NAMES } from '@/lib/core/settings/env'
import { realSettings, settingValue } from '@/lib/core/settings/installation'
import { tryLoadInstanceSettings } from '../current-instance'
import { startPostgres } from '../postgres/server'
import { acquireLock, LockHeldError } from '../start/lock-file'
import {
  loadSettingsFiles,
  StartError,
  type StartSettings,
  shown,
  startSettings,
} from '../start/settings/settings'

/**
 * Runs `work` with the product's database: the one in DATABASE_URL (with a pooler: DATABASE_DIRECT_URL), the one of the running
 * instance, or otherwise the local one, which is started for the duration of the work.
 * @throws StartError if no database is configured or the data folder is in use
 */
export async function withDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  loadSettingsFiles()
  const problem = tryLoadInstanceSettings()
  const url = settingValue(process.env, 'DATABASE_DIRECT_URL') ?? settingValue(process.env, 'DATABASE_URL')
  if (url) return work(url)
  if (
    settingValue(process.env, 'APP_ENV') === 'production' ||
    realSettings(process.env, SETTING_NAMES).length > 0
  ) {
    throw new StartError(problem ?? 'DATABASE_URL is not set.')
  }
  return withLocalDatabase(startSettings('start', process.env), work)
}

/** Locks the data folder meanwhile, so `npm start` can't use a database that is being changed. */
export async function withLocalDatabase<T>(
  { dataDir, ports }: StartSettings,
  work: (url: string) => Promise<T>,
): Promise<T> {
  mkdirSync(dataDir, { recursive: true })
  const release = lockDataFolder(dataDir)
  try {
    const server = await startPostgres({ dataDir, port: ports.postgres, say: console.log })
    try {
      return await work(server.url)
    } finally {
      await server.stop()
    }
  } finally {
    release()
  }
}

function lockDataFolder(dataDir: string): () => void {
  try {
    return acquireLock(join(dataDir, 'running.lock'))
  } catch (error) {
    if (!(error instanceof LockHeldError)) throw error
    throw new StartError(
      `Process ${error.holder.pid} is using the data in ${shown(dataDir)}. Stop it first (Ctrl-C in its terminal).`,
    )
  }
}

/** Exits with a message for expected problems and with the full error for others. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command()
  } catch (error) {
    console.error(error instanceof StartError ? error.message : error)
    process.exitCode = 1
  }
}
