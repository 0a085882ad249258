import type { MemberRole } from '@/db/schema/people/people'

/** The member and workspace of a request. Created once per request, after checking session and membership. */
export type WorkspaceContext = {
  workspaceId: number
  userId: number
  role: MemberRole
  /** If a service key acts, the person who created it. */
  authorId?: number
  /** The API key that made the request. */
  apiKeyId?: string
}

/**
 * The person to record as the creator of a row. A service key acts under a number of its own, which the ledger and the audit
 * log record; its rows belong to the person who created the key.
 */
export const authorOf = ({ userId, authorId }: Pick<WorkspaceContext, 'userId' | 'authorId'>): number =>
  authorId ?? userId
