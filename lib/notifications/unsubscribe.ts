import { z } from 'zod'
import { system } from '@/db/client'
import { notificationPreferences } from '@/db/schema'
import { notificationKinds } from '@/db/schema/people/notifications'
import { isSignature, signatureOf } from '@/lib/core/clients/signature'
import { Refusal } from '@/lib/core/errors'

const Mailed = z.object({
  workspaceId: z.number().int(),
  userId: z.number().int(),
  kind: z.enum(notificationKinds),
})
export type Mailed = z.infer<typeof Mailed>

const PURPOSE = 'unsubscribe'

/** Names one kind of mail to one person, signed by us: whoever has the mail may end it, and nothing else. */
export function unsubscribeToken(mailed: Mailed): string {
  const body = Buffer.from(JSON.stringify(mailed)).toString('base64url')
  return `${body}.${signatureOf(PURPOSE, body)}`
}

/** @throws Refusal `unsubscribe.invalid` */
export function readUnsubscribeToken(token: string): Mailed {
  const [body = '', signature = ''] = token.split('.')
  if (!isSignature(signature, PURPOSE, body)) {
    throw new Refusal(
      'unsubscribe.invalid',
      'This link is not whole. Open it from the mail again, or change what you hear in Settings.',
    )
  }
  return Mailed.parse(JSON.parse(Buffer.from(body, 'base64url').toString()))
}

/** No more mails of this kind; what stands in the bell stays as it is. Safe to repeat. */
export async function unsubscribe(token: string): Promise<Mailed> {
  const mailed = readUnsubscribeToken(token)
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
