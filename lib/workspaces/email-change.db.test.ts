import { randomUUID } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { afterAll, describe, expect, it } from 'vitest'
import { disconnect, system } from '@/db/client'
import {
  accountEmails,
  authAccounts,
  authSessions,
  authVerificationTokens,
  emailChanges,
  invitations,
  userFactors,
  users,
} from '@/db/schema'
import { confirmEmailChange } from '@/lib/auth/email-change/confirm'
import { readEmailChange } from '@/lib/auth/email-change/read'
import { cancelEmailChange, findOpenEmailChange, requestEmailChange } from '@/lib/auth/email-change/request'
import { changeToken } from '@/lib/auth/email-change/token'
import { undoEmailChange } from '@/lib/auth/email-change/undo'
import { adapter, hashSessionToken } from '@/lib/auth/sign-in/adapter'
import { checkLinkUse } from '@/lib/auth/sign-in/email-sign-in'
import { mintSignInLink } from '@/lib/auth/sign-in/sign-in-link'
import { setTestEnv } from '@/lib/billing/testing'
import { stopJobQueue } from '@/lib/jobs/queue'
import { windowLimits } from '@/lib/limits-of-use/limits'
import { inboxForTests } from '@/local/mail/testing'
import { inviteMember } from './invitations/invite-member'
import { makePerson, makeTeam, refuses, verbsOf } from './testing'

const inbox = await inboxForTests()
setTestEnv({ SMTP_URL: inbox.smtpUrl, OPERATOR_EMAILS: 'ann@trak.test,ben@trak.test' })
afterAll(() => Promise.all([stopJobQueue(), disconnect()]))

const newAddress = () => `${randomUUID()}@agency.test`
const addressOf = async (id: number) =>
  (await system().select().from(users).where(eq(users.id, id)))[0]?.email
const ageAll = (userId: number, column: 'requestedAt' | 'expiresAt' | 'undoUntil', interval: string) =>
  system()
    .update(emailChanges)
    .set({ [column]: sql`${emailChanges[column]} - ${interval}::interval` })
    .where(eq(emailChanges.userId, userId))
const kindsTo = async (to: string) =>
  (
    await system()
      .select()
      .from(accountEmails)
      .where(eq(accountEmails.toEmail, to))
      .orderBy(accountEmails.createdAt)
  ).map(({ kind }) => kind)

async function signIn(userId: number): Promise<string> {
  const sessionToken = randomUUID()
  await adapter.createSession?.({
    sessionToken,
    userId: String(userId),
    expires: new Date(Date.now() + 600_000),
  })
  return hashSessionToken(sessionToken)
}
const sessionsOf = async (userId: number) =>
  (await system().select().from(authSessions).where(eq(authSessions.userId, userId))).map(
    ({ tokenHash }) => tokenHash,
  )

const openLinks = async (email: string) =>
  (await system().select().from(authVerificationTokens).where(eq(authVerificationTokens.identifier, email)))
    .length

/** The token of the link in the newest email to an address. */
async function emailedToken(to: string, page: 'confirm' | 'undo'): Promise<string> {
  const messages = await inbox.mailsTo(to)
  const found = new RegExp(`/email-change/${page}\\?token=([\\w.-]+)`).exec(JSON.stringify(messages))
  return found?.[1] ?? ''
}

async function requested(operatorId: number | null = null) {
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

async function changed(operatorId: number | null = null) {
  const change = await requested(operatorId)
  const sessionHash = await signIn(change.userId)
  await confirmEmailChange(change.confirm, { userId: change.userId, sessionHash })
  return { ...change, sessionHash }
}

describe('R34: requesting another email address', () => {
  it('changes nothing yet, and emails links to both addresses', async () => {
    const { userId, oldEmail, email, confirm, undo } = await requested()
    expect(await addressOf(userId)).toBe(oldEmail)
    expect(await findOpenEmailChange(userId)).toMatchObject({ newEmail: email })
    expect(await emailedToken(email, 'confirm')).toBe(confirm)
    expect(await emailedToken(oldEmail, 'undo')).toBe(undo)
    expect(await readEmailChange('confirm', confirm)).toMatchObject({
      state: 'open',
      oldEmail,
      newEmail: email,
    })
  })

  it('repeating it, even at the same moment, creates one change and one email per address', async () => {
    const { id: userId, email: oldEmail } = await makePerson()
    const email = newAddress()
    const wanted = { userId, email, operatorId: null }
    const made = await Promise.all([requestEmailChange(wanted), requestEmailChange(wanted)])
    expect(new Set(made.map(({ id }) => id)).size).toBe(1)
    expect(await kindsTo(email)).toEqual(['email-change-confirm'])
    expect(await kindsTo(oldEmail)).toEqual(['email-change-requested'])
    await ageAll(userId, 'requestedAt', '2 minutes')
    await requestEmailChange(wanted)
    expect(await kindsTo(email)).toEqual(['email-change-confirm', 'email-change-confirm'])
    expect(await kindsTo(oldEmail)).toEqual(['email-change-requested'])
  })

  it('another request replaces it, canceling ends it, and the old links stop working', async () => {
    const first = await requested()
    const second = await requestEmailChange({ userId: first.userId, email: newAddress(), operatorId: null })
    const by = { userId: first.userId, sessionHash: null }
    await refuses(confirmEmailChange(first.confirm, by), 'email-change.gone')
    await cancelEmailChange((await makePerson()).id)
    expect(await findOpenEmailChange(first.userId)).not.toBeNull()
    await cancelEmailChange(first.userId)
    await cancelEmailChange(first.userId)
    expect(await findOpenEmailChange(first.userId)).toBeNull()
    await refuses(confirmEmailChange(changeToken('confirm', second.id), by), 'email-change.gone')
    expect(await addressOf(first.userId)).toBe(first.oldEmail)
  })

  it('is refused for the same address, and for an operator whose new address isn’t configured', async () => {
    const { id, email } = await makePerson()
    await refuses(requestEmailChange({ userId: id, email, operatorId: null }), 'email-change.same')
    const ann = await makePerson('ann@trak.test')
    await refuses(
      requestEmailChange({ userId: ann.id, email: newAddress(), operatorId: null }),
      'email-change.operator',
    )
    await requestEmailChange({ userId: ann.id, email: 'ben@trak.test', operatorId: null })
    await refuses(
      requestEmailChange({ userId: 2_000_000_000, email: newAddress(), operatorId: null }),
      'not-found',
    )
  })

  it('R42: has limits per person and per mailbox', async () => {
    const { id } = await makePerson()
    for (let i = 0; i < windowLimits['email-change.person'].most; i++)
      await requestEmailChange({ userId: id, email: newAddress(), operatorId: null })
    await refuses(requestEmailChange({ userId: id, email: newAddress(), operatorId: null }), 'rate.limited')
    const mailbox = randomUUID()
    for (let i = 0; i < windowLimits['email-change.address'].most; i++)
      await requestEmailChange({
        userId: (await makePerson()).id,
        email: `${mailbox}+${i}@agency.test`,
        operatorId: null,
      })
    const once = { userId: (await makePerson()).id, email: `${mailbox}+x@agency.test`, operatorId: null }
    await refuses(requestEmailChange(once), 'rate.limited')
  })
})

describe('R34: confirming the new address', () => {
  it('makes it the person’s, signs out every other browser, and notifies the old address', async () => {
    const { userId, oldEmail, email, confirm, undo } = await requested()
    const [here] = [await signIn(userId), await signIn(userId), await signIn(userId)]
    const by = { userId, sessionHash: here ?? null }
    await Promise.all([confirmEmailChange(confirm, by), confirmEmailChange(confirm, by)])
    await confirmEmailChange(confirm, by)
    expect(await addressOf(userId)).toBe(email)
    expect(await sessionsOf(userId)).toEqual([here])
    expect(await kindsTo(oldEmail)).toEqual(['email-change-requested', 'email-changed'])
    expect(await emailedToken(oldEmail, 'undo')).toBe(undo)
    expect(await adapter.getUserByEmail?.(email)).toMatchObject({ id: String(userId) })
    expect(await adapter.getUserByEmail?.(oldEmail)).toBeNull()
  })

  it('needs the person to be signed in if they requested it, in case the address was mistyped', async () => {
    const { userId, oldEmail, confirm } = await requested()
    const stranger = await makePerson()
    await refuses(
      confirmEmailChange(confirm, { userId: null, sessionHash: null }),
      'email-change.other-person',
    )
    await refuses(
      confirmEmailChange(confirm, { userId: stranger.id, sessionHash: await signIn(stranger.id) }),
      'email-change.other-person',
    )
    expect(await addressOf(userId)).toBe(oldEmail)
  })

  it('only needs the link if an operator requested it, and signs out everywhere', async () => {
    const { userId, email, confirm } = await requested(1)
    await signIn(userId)
    const stranger = await makePerson()
    const theirs = await signIn(stranger.id)
    await confirmEmailChange(confirm, { userId: stranger.id, sessionHash: theirs })
    expect(await addressOf(userId)).toBe(email)
    expect(await sessionsOf(userId)).toEqual([])
    expect(await sessionsOf(stranger.id)).toEqual([theirs])
  })

  it('is refused if expired, forged, for another purpose, or if the address belongs to someone else', async () => {
    const late = await requested()
    await ageAll(late.userId, 'expiresAt', '25 hours')
    const by = { userId: late.userId, sessionHash: null }
    await refuses(confirmEmailChange(late.confirm, by), 'email-change.expired')
    for (const token of [
      '',
      'x',
      late.undo,
      `${late.confirm}x`,
      late.confirm.slice(0, -2),
      `${randomUUID()}.${'A'.repeat(43)}`,
      `${late.confirm}\0`,
    ])
      await refuses(confirmEmailChange(token, by), 'email-change.gone')
    const taken = await requested()
    await makePerson(taken.email.toUpperCase())
    await refuses(
      confirmEmailChange(taken.confirm, { userId: taken.userId, sessionHash: null }),
      'email-change.taken',
    )
    expect(await addressOf(taken.userId)).toBe(taken.oldEmail)
  })

  it('of two people who confirm the same address at the same moment, one gets it', async () => {
    const email = newAddress()
    const people = [await makePerson(), await makePerson()]
    const outcomes = await Promise.allSettled(
      await Promise.all(
        people.map(async ({ id: userId }) => {
          const { id } = await requestEmailChange({ userId, email, operatorId: null })
          return { userId, token: changeToken('confirm', id) }
        }),
      ).then((all) =>
        all.map(({ userId, token }) => confirmEmailChange(token, { userId, sessionHash: null })),
      ),
    )
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const refused = outcomes.find((outcome) => outcome.status === 'rejected')
    expect(refused?.reason).toMatchObject({ code: 'email-change.taken' })
  })
})

describe('R34: data keyed on the address', () => {
  it('sign-in links to the old address stop working, and it can’t create an account while it can be restored', async () => {
    const change = await requested()
    const link = await mintSignInLink(change.oldEmail, '/')
    await confirmEmailChange(change.confirm, { userId: change.userId, sessionHash: null })
    expect(await openLinks(link.email)).toBe(0)
    expect(await checkLinkUse(change.oldEmail)).toContain('error=AddressChanged')
    const user = { email: change.oldEmail, emailVerified: new Date(), name: '' }
    await expect(adapter.createUser?.(user as never)).rejects.toThrow('changed a few days ago')
    const other = await makePerson()
    const { id } = await requestEmailChange({ userId: other.id, email: change.oldEmail, operatorId: null })
    await refuses(
      confirmEmailChange(changeToken('confirm', id), { userId: other.id, sessionHash: null }),
      'email-change.taken',
    )
    await ageAll(change.userId, 'undoUntil', '8 days')
    expect(await checkLinkUse(change.oldEmail)).toBe(true)
  })

  it('open invitations move to the new address, unless it already has one', async () => {
    const [one, two] = [await makeTeam(), await makeTeam()]
    const change = await requested()
    await inviteMember(one.owner, { email: change.oldEmail, role: 'member' })
    await inviteMember(two.owner, { email: change.oldEmail, role: 'member' })
    await inviteMember(two.owner, { email: change.email, role: 'admin' })
    await confirmEmailChange(change.confirm, { userId: change.userId, sessionHash: null })
    const invited = async (workspaceId: number) =>
      (await system().select().from(invitations).where(eq(invitations.workspaceId, workspaceId)))
        .map(({ email, role }) => [email, role])
        .toSorted()
    expect(await invited(one.owner.workspaceId)).toEqual([[change.email, 'member']])
    expect(await invited(two.owner.workspaceId)).toEqual(
      [
        [change.oldEmail, 'member'],
        [change.email, 'admin'],
      ].toSorted(),
    )
  })

  it('a Google account with the old address is unlinked, and workspaces get an audit event', async () => {
    const team = await makeTeam()
    const { userId, workspaceId } = team.member
    const oldEmail = (await addressOf(userId)) ?? ''
    await system()
      .insert(authAccounts)
      .values([
        { provider: 'google', providerAccountId: randomUUID(), userId, email: oldEmail },
        { provider: 'google', providerAccountId: randomUUID(), userId, email: null },
      ])
    const { id } = await requestEmailChange({ userId, email: newAddress(), operatorId: null })
    await confirmEmailChange(changeToken('confirm', id), { userId, sessionHash: null })
    expect(await system().select().from(authAccounts).where(eq(authAccounts.userId, userId))).toEqual([])
    expect(await verbsOf(workspaceId)).toEqual(['member.email-changed'])
    const [queued] = await system()
      .select()
      .from(accountEmails)
      .where(and(eq(accountEmails.userId, userId), eq(accountEmails.kind, 'email-changed')))
    expect(queued?.data).toMatchObject({ googleUnlinked: true })
  })
})

describe('R34: the old address', () => {
  it('cancels an unconfirmed change without signing in, and repeating is safe', async () => {
    const { userId, oldEmail, confirm, undo } = await requested()
    expect(await undoEmailChange(undo)).toBe('stopped')
    expect(await undoEmailChange(undo)).toBe('stopped')
    await refuses(confirmEmailChange(confirm, { userId, sessionHash: null }), 'email-change.gone')
    expect(await addressOf(userId)).toBe(oldEmail)
  })

  it('undoes a change for some days, signs everyone out, and notifies both addresses', async () => {
    const change = await changed()
    const link = await mintSignInLink(change.email, '/')
    expect(await openLinks(link.email)).toBe(1)
    await requestEmailChange({ userId: change.userId, email: newAddress(), operatorId: null })
    const done = await Promise.all([undoEmailChange(change.undo), undoEmailChange(change.undo)])
    expect(done).toEqual(['restored', 'restored'])
    expect(await addressOf(change.userId)).toBe(change.oldEmail)
    expect(await sessionsOf(change.userId)).toEqual([])
    expect(await findOpenEmailChange(change.userId)).toBeNull()
    expect(await openLinks(link.email)).toBe(0)
    expect((await kindsTo(change.oldEmail)).filter((kind) => kind === 'email-restored')).toHaveLength(1)
    expect(await kindsTo(change.email)).toEqual([
      'email-change-confirm',
      'email-change-requested',
      'email-restored',
    ])
    await refuses(
      confirmEmailChange(change.confirm, { userId: change.userId, sessionHash: null }),
      'email-change.gone',
    )
  })

  it('R34: undoing removes a second factor that was set up since then, and keeps an older one', async () => {
    const factor = (userId: number) =>
      system().select().from(userFactors).where(eq(userFactors.userId, userId))
    const taken = await changed()
    await system()
      .insert(userFactors)
      .values({ userId: taken.userId, secret: 'sealed', confirmedAt: new Date() })
    await undoEmailChange(taken.undo)
    expect(await factor(taken.userId)).toEqual([])
    const older = await changed()
    await system()
      .insert(userFactors)
      .values({
        userId: older.userId,
        secret: 'sealed',
        createdAt: new Date('2026-01-05'),
        confirmedAt: new Date(),
      })
    await undoEmailChange(older.undo)
    expect(await factor(older.userId)).toHaveLength(1)
  })

  it('also undoes later changes, so that the address in between can’t restore itself', async () => {
    const first = await changed()
    const third = newAddress()
    const { id } = await requestEmailChange({ userId: first.userId, email: third, operatorId: null })
    await confirmEmailChange(changeToken('confirm', id), { userId: first.userId, sessionHash: null })
    expect(await undoEmailChange(first.undo)).toBe('restored')
    expect(await addressOf(first.userId)).toBe(first.oldEmail)
    await refuses(undoEmailChange(changeToken('undo', id)), 'email-change.gone')
    expect(await addressOf(first.userId)).toBe(first.oldEmail)
  })

  it('can’t undo with the other link, a forged one, or after the deadline', async () => {
    const change = await changed()
    for (const token of [
      '',
      change.confirm,
      `${change.undo}x`,
      change.undo.replace(/^./, (c) => (c === 'a' ? 'b' : 'a')),
    ])
      await refuses(undoEmailChange(token), 'email-change.gone')
    await ageAll(change.userId, 'undoUntil', '8 days')
    await refuses(undoEmailChange(change.undo), 'email-change.too-late')
    expect(await readEmailChange('undo', change.undo)).toMatchObject({ state: 'final' })
    expect(await addressOf(change.userId)).toBe(change.email)
  })
})
