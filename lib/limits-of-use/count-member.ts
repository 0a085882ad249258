import { countUse } from './limiter'
import { type UseName, useLimits } from './limits'

/** `invitation` stands for `invitation.person` and `invitation.workspace`, whichever of them there are. */
export type UseKind = UseName extends infer Name
  ? Name extends `${infer Kind}.${'person' | 'workspace'}`
    ? Kind
    : never
  : never

const isLimit = (name: string): name is UseName => name in useLimits

/**
 * Counts what a member does, for the member and then for the workspace. Without a workspace (choosing or opening one),
 * for the person alone.
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
