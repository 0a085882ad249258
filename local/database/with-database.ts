import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { SETTING_NAMES } from '@/lib/core/settings/env'
import { realSettings, settingValue } from '@/lib/core/settings/installation'
import { startPostgres } from '../postgres/server'
import { tryToTakeOverSettings } from '../running-copy'
import { holdAlone, TakenError } from '../start/guard'
import { StartError, type StartSettings, shown, startSettings } from '../start/settings/settings'
import { loadSettingsFiles } from '../start/settings/settings-files'

/**
 * Runs `work` on the database of this machine's product: the one in DATABASE_URL (with a pooler: DATABASE_DIRECT_URL), the one
 * of the running copy, or, if nothing runs, the local one, which is started for as long as the work takes.
 * @throws StartError when the settings name no database, or the data folder is in use
 */
export async function withDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  loadSettingsFiles()
  const problem = tryToTakeOverSettings()
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

/** Holds the data folder meanwhile, so that `npm start` cannot begin on a database that is being changed. */
export async function withLocalDatabase<T>(
  { dataDir, ports }: StartSettings,
  work: (url: string) => Promise<T>,
): Promise<T> {
  mkdirSync(dataDir, { recursive: true })
  const giveBack = hold(dataDir)
  try {
    const server = await startPostgres({ dataDir, port: ports.postgres, say: console.log })
    try {
      return await work(server.url)
    } finally {
      await server.stop()
    }
  } finally {
    giveBack()
  }
}

function hold(dataDir: string): () => void {
  try {
    return holdAlone(join(dataDir, 'running.lock'))
  } catch (error) {
    if (!(error instanceof TakenError)) throw error
    throw new StartError(
      `Process ${error.holder.pid} is using the data in ${shown(dataDir)}. Stop it first (Ctrl-C in its terminal).`,
    )
  }
}

/** Ends the process with a message for expected problems, and with the whole error for others. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command()
  } catch (error) {
    console.error(error instanceof StartError ? error.message : error)
    process.exitCode = 1
  }
}
