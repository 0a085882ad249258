import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { system } from '@/db/client'
import { alertLevels, notificationPreferences } from '@/db/schema'
import { notificationKinds } from '@/db/schema/people/notifications'
import { signUnsubscribeToken, verifyUnsubscribeToken } from '@/lib/email/unsubscribe-token'

const UnsubscribeTarget = z.object({
  workspaceId: z.number().int(),
  userId: z.number().int(),
  kind: z.enum(notificationKinds),
})
export type UnsubscribeTarget = z.infer<typeof UnsubscribeTarget>

/** Identifies one person and one kind of email. The link only allows turning that off. */
export const unsubscribeToken = (target: UnsubscribeTarget): string =>
  signUnsubscribeToken('unsubscribe', Buffer.from(JSON.stringify(target)).toString('base64url'))

/** @throws Refusal `unsubscribe.invalid` */
export const readUnsubscribeToken = (token: string): UnsubscribeTarget =>
  UnsubscribeTarget.parse(
    JSON.parse(Buffer.from(verifyUnsubscribeToken('unsubscribe', token), 'base64url').toString()),
  )

/** Turns off emails of this kind; notifications in the app stay on. Safe to repeat. */
export async function unsubscribe(token: string): Promise<UnsubscribeTarget> {
  const target = readUnsubscribeToken(token)
  if (target.kind === 'alert-level') {
    await turnOffLevelEmails(target)
    return target
  }
  await system()
    .insert(notificationPreferences)
    .values({ ...target, inApp: true, byMail: false })
    .onConflictDoUpdate({
      target: [
        notificationPreferences.workspaceId,
        notificationPreferences.userId,
        notificationPreferences.kind,
      ],
      set: { byMail: false },
    })
  return target
}

/** Each alert level has channels of its own (R49). */
const turnOffLevelEmails = ({ workspaceId, userId }: UnsubscribeTarget) =>
  system()
    .update(alertLevels)
    .set({ inApp: true, byMail: false })
    .where(and(eq(alertLevels.workspaceId, workspaceId), eq(alertLevels.userId, userId)))
