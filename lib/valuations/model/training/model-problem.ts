import { and, eq } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { saleSets } from '@/db/schema'
import type { SalesSource } from '@/lib/sales/source'

/** Why homes can't be valued with a data set now, as a sentence. Null if they can. */
export async function modelProblem(source: SalesSource): Promise<string | null> {
  if (source.kind === 'county') return null
  const { workspaceId, setId } = source
  const [set] = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({ status: saleSets.modelStatus, note: saleSets.modelNote, tested: saleSets.medianErrorPercent })
      .from(saleSets)
      .where(and(eq(saleSets.workspaceId, workspaceId), eq(saleSets.id, setId))),
  )
  // While it is trained again, the sales it has are enough.
  if (set?.status === 'ready' || (set?.status === 'queued' && set.tested !== null)) return null
  if (set?.note) return set.note
  return 'The model for this data is being trained. Try again in a few minutes.'
}
