import { and, eq, inArray } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { feedRuns } from '@/db/schema'
import { finish, type RunJob } from './import-file'

const STOPPED_SERVICE =
  'We tried to read this file three times, and each time our service stopped. Check the file, or contact support.'
const TOO_OLD = 'We could not read this file within a day. Send it again, or contact support.'

/** Ends a file that cannot be read, as failed. What an earlier try stored stays, and is counted. */
export async function failImport(
  { workspaceId, id }: RunJob,
  why: 'stopped-service' | 'too-old' = 'stopped-service',
): Promise<void> {
  const [run] = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({ feedId: feedRuns.feedId })
      .from(feedRuns)
      .where(
        and(
          eq(feedRuns.workspaceId, workspaceId),
          eq(feedRuns.id, id),
          inArray(feedRuns.status, ['queued', 'running']),
        ),
      ),
  )
  if (!run) return
  const failure = why === 'too-old' ? TOO_OLD : STOPPED_SERVICE
  await finish({ workspaceId, feedId: run.feedId, runId: id }, { status: 'failed', failure })
}
