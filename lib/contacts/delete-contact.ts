import { and, eq, sql } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { auditEvents, campaignRecipients, contacts } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound } from '@/lib/core/errors'
import { isContact } from './save-contact'
import { leaveOut, suppressErased } from './suppress'

/** Takes a contact out. That they unsubscribed is kept, and so is what was sent. Deleting twice is deleting once. */
export async function deleteContact(ctx: WorkspaceContext, { id }: { id: string }): Promise<void> {
  const { workspaceId, userId } = ctx
  await inWorkspace(workspaceId, async (tx) => {
    const gone = await tx.delete(contacts).where(isContact(workspaceId, id)).returning({ id: contacts.id })
    if (gone.length === 0) return
    await leaveOut(tx, workspaceId, eq(campaignRecipients.contactId, id))
    await tx
      .insert(auditEvents)
      .values({ workspaceId, actorId: userId, verb: 'contact.delete', detail: { id } })
  })
}

/**
 * Forgets a person at their request: the contact, and their name and address in everything that was sent. Only a hash of
 * the address stays, so that no later file brings them back. Mail that is about to go out to them does not.
 * @throws Refusal `not-found`
 */
export async function eraseContact(ctx: WorkspaceContext, { id }: { id: string }): Promise<void> {
  const { workspaceId, userId } = ctx
  await inWorkspace(workspaceId, async (tx) => {
    const [gone] = await tx
      .delete(contacts)
      .where(isContact(workspaceId, id))
      .returning({ email: contacts.email })
    if (!gone) throw notFound('contact')
    await suppressErased(tx, workspaceId, gone.email)
    await tx
      .update(campaignRecipients)
      .set({
        email: null,
        firstName: '',
        lastName: '',
        answer: null,
        status: sql`case when ${campaignRecipients.status} = 'waiting' then 'left-out' else ${campaignRecipients.status} end`,
      })
      .where(
        and(
          eq(campaignRecipients.workspaceId, workspaceId),
          sql`(${campaignRecipients.contactId} = ${id} or ${campaignRecipients.email} = ${gone.email})`,
        ),
      )
    await tx
      .insert(auditEvents)
      .values({ workspaceId, actorId: userId, verb: 'contact.erase', detail: { id } })
  })
}
