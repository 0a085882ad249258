import { and, eq, isNull, lt, or, sql } from 'drizzle-orm'
import { type Queryable, system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { accountEmails } from '@/db/schema/index'
import { log } from '@/lib/core/logging/log'
import { env } from '@/lib/core/settings/env'
import { messageIdOf } from '@/lib/email/headers'
import { renderEmail } from '@/lib/email/render-email'
import { sendEmail } from '@/lib/email/transport'
import { changeToken } from '../email-change/store'
import { type AccountEmail, accountEmailContent, type Links } from './labels'

const MAX_ATTEMPTS = 8
const BATCH_SIZE = 100
const KEEP_DAYS = 30

/** Stores an email in the transaction of the change it reports. Send it after the commit with `sendAccountEmails`. */
export async function queueAccountEmail(
  tx: Queryable,
  { userId, to, email }: { userId: number; to: string; email: AccountEmail },
): Promise<string> {
  const [row] = await tx
    .insert(accountEmails)
    .values({ userId, toEmail: to, kind: email.kind, data: email.data })
    .returning({ id: accountEmails.id })
  if (!row) throw new Error('the email was not stored')
  return row.id
}

/** Sends queued emails now. A failed one is logged, and the job retries it. */
export async function sendAccountEmails(ids: readonly string[]): Promise<void> {
  await Promise.all(
    ids.map((id) =>
      send(id).catch((error) => log.error({ err: error, email: id }, 'account email not sent')),
    ),
  )
}

/** The job: sends waiting emails and deletes old ones. */
export async function sweepAccountEmails(): Promise<number> {
  await system()
    .delete(accountEmails)
    .where(lt(accountEmails.createdAt, sql`${marketNow} - make_interval(days => ${KEEP_DAYS})`))
  const waiting = await system()
    .select({ id: accountEmails.id })
    .from(accountEmails)
    .where(isFree)
    .orderBy(accountEmails.createdAt)
    .limit(BATCH_SIZE)
  for (const { id } of waiting) await sendAccountEmails([id])
  return waiting.length
}

/** Not sent, not being sent, and past the wait after the last attempt. The wait doubles with each attempt. */
const isFree = and(
  isNull(accountEmails.sentAt),
  lt(accountEmails.tries, MAX_ATTEMPTS),
  or(
    isNull(accountEmails.claimedAt),
    // Each wait on its own: an interval can't depend on a column in a write (R53).
    ...Array.from({ length: MAX_ATTEMPTS }, (_, tries) =>
      and(
        eq(accountEmails.tries, tries),
        lt(accountEmails.claimedAt, sql`now() - make_interval(mins => ${2 ** tries})`),
      ),
    ),
  ),
)

/** @throws the email server's error */
async function send(id: string): Promise<void> {
  // One statement: a request and the job never send the same email.
  const [claimed] = await system()
    .update(accountEmails)
    .set({ claimedAt: sql`now()`, tries: sql`${accountEmails.tries} + 1` })
    .where(and(eq(accountEmails.id, id), isFree))
    .returning()
  if (!claimed) return
  const { kind, data, toEmail } = claimed
  const content = accountEmailContent({ kind, data } as AccountEmail, linksOf(env().APP_URL))
  await sendEmail({ to: toEmail, messageId: messageIdOf(`account-${id}`), ...(await renderEmail(content)) })
  await system().update(accountEmails).set({ sentAt: marketNow }).where(eq(accountEmails.id, id))
}

const linksOf = (appUrl: string): Links => ({
  appUrl,
  confirmLink: (id) => `${appUrl}/email-change/confirm?token=${changeToken('confirm', id)}`,
  undoLink: (id) => `${appUrl}/email-change/undo?token=${changeToken('undo', id)}`,
})
