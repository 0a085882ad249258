import type { MemberRole } from '@/db/schema/people/people'

/** The member and workspace of a request. Created once per request, after checking session and membership. */
export type WorkspaceContext = {
  workspaceId: number
  userId: number
  role: MemberRole
}
