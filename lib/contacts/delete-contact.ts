import { and, eq, sql } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { auditEvents, campaignRecipients, contacts, emailFindings } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound } from '@/lib/core/errors'
import { eraseFromImports } from './import/erase-from-imports'
import { isContact } from './save-contact'
import { skipRecipients, suppressErased } from './suppress'

/** Deletes a contact. Sent emails and unsubscribe status are kept. Safe to repeat. */
export async function deleteContact(ctx: WorkspaceContext, { id }: { id: string }): Promise<void> {
  const { workspaceId, userId } = ctx
  await inWorkspace(workspaceId, async (tx) => {
    const deleted = await tx.delete(contacts).where(isContact(workspaceId, id)).returning({ id: contacts.id })
    if (deleted.length === 0) return
    await skipRecipients(tx, workspaceId, eq(campaignRecipients.contactId, id))
    await tx
      .insert(auditEvents)
      .values({ workspaceId, actorId: userId, verb: 'contact.delete', detail: { id } })
  })
}

/**
 * Erases a person at their request: the contact, their rows in uploaded files, and their name and address in every sent email. Only a hash of the
 * address is kept, so that imports can’t re-add them. Emails that haven’t been sent yet are skipped.
 * @throws Refusal `not-found`
 */
export async function eraseContact(ctx: WorkspaceContext, { id }: { id: string }): Promise<void> {
  const { workspaceId, userId } = ctx
  await inWorkspace(workspaceId, async (tx) => {
    const [erased] = await tx
      .delete(contacts)
      .where(isContact(workspaceId, id))
      .returning({ email: contacts.email })
    if (!erased) throw notFound('contact')
    await suppressErased(tx, workspaceId, erased.email)
    await tx.delete(emailFindings).where(
      and(
        eq(emailFindings.workspaceId, workspaceId),
        sql`exists (select from campaign_recipients r where r.workspace_id = email_findings.workspace_id
          and r.campaign_id = email_findings.campaign_id and r.position = email_findings.position
          and (r.contact_id = ${id} or r.email = ${erased.email}))`,
      ),
    )
    await eraseFromImports(tx, workspaceId, erased.email)
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
          sql`(${campaignRecipients.contactId} = ${id} or ${campaignRecipients.email} = ${erased.email})`,
        ),
      )
    await tx
      .insert(auditEvents)
      .values({ workspaceId, actorId: userId, verb: 'contact.erase', detail: { id } })
  })
}
