import { countUse } from './limiter'
import { type UseName, windowLimits } from './limits'

/** `invitation` covers `invitation.person` and `invitation.workspace`, whichever exist. */
export type UseKind = UseName extends infer Name
  ? Name extends `${infer Kind}.${'person' | 'workspace'}`
    ? Kind
    : never
  : never

const isLimit = (name: string): name is UseName => name in windowLimits

/**
 * Counts an action toward the limits of the member and then of the workspace. Without a workspace (choosing or creating
 * one), only toward the member's.
 * @throws Refusal `rate.limited`
 */
export async function countMember(
  { userId, workspaceId }: { userId: number; workspaceId?: number },
  kind: UseKind,
): Promise<void> {
  const [person, workspace] = [`${kind}.person`, `${kind}.workspace`]
  if (isLimit(person)) await countUse(person, userId)
  if (workspaceId !== undefined && isLimit(workspace)) await countUse(workspace, workspaceId)
}
