import { and, eq, inArray } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { feedRuns } from '@/db/schema'
import { finish, type RunJob } from './import-file'

const REPEATED_CRASH =
  'We tried to import this file three times without success. Check the file, or contact us.'
const TOO_OLD = 'We couldn’t import this file within 24 hours. Send it again, or contact us.'

/** Marks a run as failed. Listings stored by earlier attempts are kept and counted. */
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
  const failure = why === 'too-old' ? TOO_OLD : REPEATED_CRASH
  await finish({ workspaceId, feedId: run.feedId, runId: id }, { status: 'failed', failure })
}
