import { isRefusal } from '@/lib/core/errors'
import { readSource } from '@/lib/reuse/read-source'
import type { Source, SourceRef } from '@/lib/reuse/shared/source'
import type { Membership } from '@/lib/workspaces/members/membership'

/** What a form starts from. Null if it starts empty, also because the work is gone: the form still works. */
export async function loadSource(workspace: Membership, ref: SourceRef | undefined): Promise<Source | null> {
  if (!ref) return null
  return readSource(workspace, ref).catch((error) => {
    if (isRefusal(error, 'not-found')) return null
    throw error
  })
}
