import { and, asc, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { inWorkspace } from '@/db/client'
import { auditEvents, members, senderDetails, users } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { brandWithLogo } from '@/lib/workspaces/brand/brand'
import type { SenderInput } from '../template-input'
import type { Branding, SenderDetails } from '../views'

/** The brand and the sender details in an agency’s emails. */
export async function readBranding({ workspaceId }: { workspaceId: number }): Promise<Branding> {
  const [brand, details] = await Promise.all([brandWithLogo(workspaceId), readSender(workspaceId)])
  return { workspaceId, agencyName: brand.agencyName, color: brand.color, logo: brand.logo, ...details }
}

/** Without sender details, replies go to the first owner of the workspace. */
async function readSender(workspaceId: number): Promise<SenderDetails> {
  return inWorkspace(workspaceId, async (tx) => {
    const [row] = await tx.select().from(senderDetails).where(eq(senderDetails.workspaceId, workspaceId))
    if (row) {
      const { replyTo, phone, website, postalAddress } = row
      return { replyTo, phone, website, postalAddress }
    }
    const [first] = await tx
      .select({ email: users.email })
      .from(members)
      .innerJoin(users, eq(users.id, members.userId))
      .where(and(eq(members.workspaceId, workspaceId), eq(members.role, 'owner')))
      .orderBy(asc(members.joinedAt))
      .limit(1)
    return { replyTo: first?.email ?? '', phone: '', website: '', postalAddress: '' }
  })
}

export async function saveSender(
  { workspaceId, userId }: WorkspaceContext,
  details: z.output<typeof SenderInput>,
): Promise<void> {
  await inWorkspace(workspaceId, async (tx) => {
    await tx
      .insert(senderDetails)
      .values({ workspaceId, ...details })
      .onConflictDoUpdate({
        target: senderDetails.workspaceId,
        set: { ...details, changedAt: sql`excluded.changed_at` },
      })
    await tx
      .insert(auditEvents)
      .values({ workspaceId, actorId: userId, verb: 'sender.save', detail: { ...details } })
  })
}
