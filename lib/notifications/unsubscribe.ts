import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { system } from '@/db/client'
import { alertLevels, notificationPreferences } from '@/db/schema'
import { notificationKinds } from '@/db/schema/people/notifications'
import { signUnsubscribeToken, verifyUnsubscribeToken } from '@/lib/email/unsubscribe-token'

const Mailed = z.object({
  workspaceId: z.number().int(),
  userId: z.number().int(),
  kind: z.enum(notificationKinds),
})
export type Mailed = z.infer<typeof Mailed>

/** Identifies one person and one kind of email. The holder of the link can turn that off and do nothing else. */
export const unsubscribeToken = (mailed: Mailed): string =>
  signUnsubscribeToken('unsubscribe', Buffer.from(JSON.stringify(mailed)).toString('base64url'))

/** @throws Refusal `unsubscribe.invalid` */
export const readUnsubscribeToken = (token: string): Mailed =>
  Mailed.parse(JSON.parse(Buffer.from(verifyUnsubscribeToken('unsubscribe', token), 'base64url').toString()))

/** Turns off emails of this kind; notifications in the app stay on. Safe to repeat. */
export async function unsubscribe(token: string): Promise<Mailed> {
  const mailed = readUnsubscribeToken(token)
  if (mailed.kind === 'alert-level') {
    await turnOffLevelEmails(mailed)
    return mailed
  }
  await system()
    .insert(notificationPreferences)
    .values({ ...mailed, inApp: true, byMail: false })
    .onConflictDoUpdate({
      target: [
        notificationPreferences.workspaceId,
        notificationPreferences.userId,
        notificationPreferences.kind,
      ],
      set: { byMail: false },
    })
  return mailed
}

/** Each alert level has channels of its own (R49). */
const turnOffLevelEmails = ({ workspaceId, userId }: Mailed) =>
  system()
    .update(alertLevels)
    .set({ inApp: true, byMail: false })
    .where(and(eq(alertLevels.workspaceId, workspaceId), eq(alertLevels.userId, userId)))
