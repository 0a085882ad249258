import { and, eq, isNull, lt, or, sql } from 'drizzle-orm'
import { createTransport } from 'nodemailer'
import { type Queryable, system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { accountEmails } from '@/db/schema/index'
import { log } from '@/lib/core/logging/log'
import { env } from '@/lib/core/settings/env'
import { changeToken } from '../email-change/token'
import { type AccountEmail, type Links, wordsOf } from './labels'
import { buildEmail } from './layout'

const MOST_TRIES = 8
const MOST_AT_A_TIME = 100
const KEEP_DAYS = 30
/** A request waits for the mail server no longer than this. */
const CONNECT_MS = 5_000
const SEND_MS = 15_000

/** Writes an email in the transaction that makes its words true. Send it afterwards with `sendAccountEmails`. */
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

/** Sends queued emails now. One that fails is logged and left to the job. */
export async function sendAccountEmails(ids: readonly string[]): Promise<void> {
  await Promise.all(
    ids.map((id) =>
      send(id).catch((error) => log.error({ err: error, email: id }, 'account email not sent')),
    ),
  )
}

/** The job: sends what is waiting and deletes what is old. */
export async function sweepAccountEmails(): Promise<number> {
  await system()
    .delete(accountEmails)
    .where(lt(accountEmails.createdAt, sql`${marketNow} - make_interval(days => ${KEEP_DAYS})`))
  const waiting = await system()
    .select({ id: accountEmails.id })
    .from(accountEmails)
    .where(isFree)
    .orderBy(accountEmails.createdAt)
    .limit(MOST_AT_A_TIME)
  for (const { id } of waiting) await sendAccountEmails([id])
  return waiting.length
}

/** Not sent, not being sent, and the last try was a while ago: longer after each. */
const isFree = and(
  isNull(accountEmails.sentAt),
  lt(accountEmails.tries, MOST_TRIES),
  or(
    isNull(accountEmails.claimedAt),
    sql`${accountEmails.claimedAt} < now() - make_interval(mins => (2 ^ ${accountEmails.tries})::int)`,
  ),
)

/** @throws what the mail server said */
async function send(id: string): Promise<void> {
  // One statement: a request and the job never send the same email.
  const [claimed] = await system()
    .update(accountEmails)
    .set({ claimedAt: sql`now()`, tries: sql`${accountEmails.tries} + 1` })
    .where(and(eq(accountEmails.id, id), isFree))
    .returning()
  if (!claimed) return
  const { kind, data, toEmail } = claimed
  const { APP_URL, MAIL_FROM, SMTP_URL } = env()
  const transport = createTransport({
    url: SMTP_URL,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SEND_MS,
  })
  await transport.sendMail({
    to: { name: '', address: toEmail },
    from: MAIL_FROM,
    messageId: `<account-${id}@${new URL(APP_URL).hostname}>`,
    ...buildEmail(wordsOf({ kind, data } as AccountEmail, linksOf(APP_URL))),
  })
  await system().update(accountEmails).set({ sentAt: marketNow }).where(eq(accountEmails.id, id))
}

const linksOf = (appUrl: string): Links => ({
  appUrl,
  confirmLink: (id) => `${appUrl}/email-change/confirm?token=${changeToken('confirm', id)}`,
  undoLink: (id) => `${appUrl}/email-change/undo?token=${changeToken('undo', id)}`,
})
