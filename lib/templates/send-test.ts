import { eq } from 'drizzle-orm'
import { inWorkspace } from '@/db/client'
import { auditEvents, users } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound, Refusal } from '@/lib/core/errors'
import { env } from '@/lib/core/settings/env'
import { sendEmail } from '@/lib/email/transport'
import { countMember } from '@/lib/rate-limits/count-member'
import { exampleValues } from './merge-fields'
import { readBranding } from './render/branding'
import { createEmailWriter } from './render/write-email'
import { senderOf } from './sender'
import { readOwnSender } from './sending-domain/sending-domain'

/**
 * Emails a template to the member who requests it, with sample values in its merge fields. Free (R9).
 * @throws Refusal `rate.limited`, `template.field`, `mail.refused`
 */
export async function sendTestEmail(
  { workspaceId, userId }: WorkspaceContext,
  content: { subject: string; body: string },
): Promise<{ to: string }> {
  const branding = await readBranding({ workspaceId })
  const write = createEmailWriter(content, branding)
  await countMember({ workspaceId, userId }, 'test-email')
  const to = await inWorkspace(workspaceId, async (tx) => {
    const [user] = await tx.select({ email: users.email }).from(users).where(eq(users.id, userId)).limit(1)
    if (!user) throw notFound('member')
    await tx.insert(auditEvents).values({ workspaceId, actorId: userId, verb: 'template.test', detail: {} })
    return user.email
  })
  const { subject, html, text } = write(exampleValues, `${env().APP_URL}/unsubscribe/mailing?token=test`)
  // From the agency’s own domain, to see how it arrives before a campaign does.
  const sender = senderOf(branding, await readOwnSender(workspaceId))
  await sendEmail({ ...sender, to, subject: `[Test] ${subject}`, html, text }).catch(
    (error: { responseCode?: number }) => {
      if (error.responseCode === undefined) throw error
      throw new Refusal(
        'mail.refused',
        `The email server rejected the test email to ${to}. Check the address.`,
      )
    },
  )
  return { to }
}
