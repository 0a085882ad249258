import type { MemberRole } from '@/db/schema/people/people'

/** Who asks, and in which workspace. Made once per request, after session and membership were checked. */
export type WorkspaceContext = {
  workspaceId: number
  userId: number
  role: MemberRole
}
