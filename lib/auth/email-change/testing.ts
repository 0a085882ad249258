import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll } from 'vitest'
import { disconnect, system } from '@/db/client'
import { accountEmails, authSessions, authVerificationTokens, users } from '@/db/schema'
import { moveBack } from '@/db/testing'
import { adapter, hashSessionToken } from '@/lib/auth/sign-in/adapter'
import { setTestEnv } from '@/lib/billing/testing'
import { stopJobQueue } from '@/lib/jobs/queue'
import { makePerson } from '@/lib/workspaces/testing'
import { inboxForTests } from '@/local/mail/testing'
import { confirmEmailChange } from './confirm'
import { requestEmailChange } from './request'
import { changeToken } from './store'

const inbox = await inboxForTests()

/** Emails go to a test inbox, and ann@ and ben@trak.test are operators. */
export function prepareEmailChanges(): void {
  beforeAll(() => setTestEnv({ SMTP_URL: inbox.smtpUrl, OPERATOR_EMAILS: 'ann@trak.test,ben@trak.test' }))
  afterAll(() => Promise.all([stopJobQueue(), disconnect()]))
}

export const newAddress = () => `${randomUUID()}@agency.test`
export const addressOf = async (id: number) =>
  (await system().select().from(users).where(eq(users.id, id)))[0]?.email
export const ageAll = (
  userId: number,
  column: 'requested_at' | 'expires_at' | 'undo_until',
  interval: string,
) => moveBack('email_changes', [column], interval, sql`user_id = ${userId}`)
export const kindsTo = async (to: string) =>
  (
    await system()
      .select()
      .from(accountEmails)
      .where(eq(accountEmails.toEmail, to))
      .orderBy(accountEmails.createdAt)
  ).map(({ kind }) => kind)

export async function signIn(userId: number): Promise<string> {
  const sessionToken = randomUUID()
  await adapter.createSession?.({
    sessionToken,
    userId: String(userId),
    expires: new Date(Date.now() + 600_000),
  })
  return hashSessionToken(sessionToken)
}
export const sessionsOf = async (userId: number) =>
  (await system().select().from(authSessions).where(eq(authSessions.userId, userId))).map(
    ({ tokenHash }) => tokenHash,
  )

export const openLinks = async (email: string) =>
  (await system().select().from(authVerificationTokens).where(eq(authVerificationTokens.identifier, email)))
    .length

/** The token of the link in the newest email to an address. */
export async function emailedToken(to: string, page: 'confirm' | 'undo'): Promise<string> {
  const messages = await inbox.mailsTo(to)
  const found = new RegExp(`/email-change/${page}\\?token=([\\w.-]+)`).exec(JSON.stringify(messages))
  return found?.[1] ?? ''
}

export async function requested(operatorId: number | null = null) {
  const person = await makePerson()
  const email = newAddress()
  const { id } = await requestEmailChange({ userId: person.id, email, operatorId })
  return {
    userId: person.id,
    oldEmail: person.email,
    email,
    id,
    confirm: changeToken('confirm', id),
    undo: changeToken('undo', id),
  }
}

export async function changed(operatorId: number | null = null) {
  const change = await requested(operatorId)
  const sessionHash = await signIn(change.userId)
  await confirmEmailChange(change.confirm, { userId: change.userId, sessionHash })
  return { ...change, sessionHash }
}
