import { eq } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { senderDetails } from '@/db/schema'
import { readAgentCard } from '@/lib/workspaces/agent-card/agent-card'
import { readBrand } from '@/lib/workspaces/brand/brand'

/** Who a client asks about a valuation. Empty where the agency has not said. */
export type AgentContact = {
  /** Empty without an agent card, and once the person left the agency. */
  agentName: string
  agencyName: string
  phone: string
  email: string
  website: string
}

export async function readAgentContact(workspaceId: number, agentId: number): Promise<AgentContact> {
  const [{ agencyName }, agent, [sender]] = await Promise.all([
    readBrand(workspaceId),
    // People are only named once they saved an agent card.
    readAgentCard(workspaceId, agentId),
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
    agentName: agent?.name ?? '',
    agencyName,
    phone: agent?.phone || (sender?.phone ?? ''),
    email: agent?.email || (sender?.email ?? ''),
    website: sender?.website ?? '',
  }
}
