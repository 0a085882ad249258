import { and, eq } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { members, senderDetails, users } from '@/db/schema'
import { readBrand } from '@/lib/workspaces/brand/brand'

/** Who a client asks about a valuation. Empty where the agency has not said. */
export type AgentContact = {
  /** Empty once the person left the agency. */
  agentName: string
  agencyName: string
  phone: string
  email: string
  website: string
}

export async function readAgentContact(workspaceId: number, agentId: number): Promise<AgentContact> {
  const [{ agencyName }, [agent], [sender]] = await Promise.all([
    readBrand(workspaceId),
    inWorkspace(workspaceId, (tx) =>
      tx
        .select({ name: users.name })
        .from(members)
        .innerJoin(users, eq(users.id, members.userId))
        .where(and(eq(members.workspaceId, workspaceId), eq(members.userId, agentId))),
    ),
    // Not an owner's own address: only what the agency entered to be shown to recipients.
    inWorkspace(workspaceId, (tx) =>
      tx
        .select({
          phone: senderDetails.phone,
          email: senderDetails.replyTo,
          website: senderDetails.website,
        })
        .from(senderDetails)
        .where(eq(senderDetails.workspaceId, workspaceId)),
    ),
  ])
  return {
    agentName: agent?.name?.trim() ?? '',
    agencyName,
    ...(sender ?? { phone: '', email: '', website: '' }),
  }
}
