import { log } from '@/lib/core/logging/log'
import { eraseWorkspaces } from './erase-workspace'
import { forgetDeleted, forgetRecipients, pruneAged, pruneFeedFiles } from './prune'

/**
 * The job: deletes what has passed its period (periods.ts), and erases deleted workspaces. A part that fails does not keep
 * the others from running.
 */
export async function runRetention(): Promise<{ failed: string[] }> {
  const parts = { pruneAged, forgetRecipients, forgetDeleted, pruneFeedFiles, eraseWorkspaces }
  const failed: string[] = []
  for (const [part, run] of Object.entries(parts)) {
    try {
      const deleted = await run()
      log.info({ part, deleted }, 'old data removed')
    } catch (error) {
      failed.push(part)
      log.error({ err: error, part }, 'old data could not be removed')
    }
  }
  return { failed }
}
