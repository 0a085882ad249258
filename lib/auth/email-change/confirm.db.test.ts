import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { system } from '@/db/client'
import { accountEmails, authAccounts, invitations } from '@/db/schema'
import { adapter } from '@/lib/auth/sign-in/adapter'
import { checkLinkUse } from '@/lib/auth/sign-in/email-sign-in'
import { mintSignInLink } from '@/lib/auth/sign-in/sign-in-link'
import { inviteMember } from '@/lib/workspaces/invitations/invite-member'
import { makePerson, makeTeam, refuses, verbsOf } from '@/lib/workspaces/testing'
import { confirmEmailChange } from './confirm'
import { requestEmailChange } from './request'
import { changeToken } from './store'
import {
  addressOf,
  ageAll,
  emailedToken,
  kindsTo,
  newAddress,
  openLinks,
  prepareEmailChanges,
  requested,
  sessionsOf,
  signIn,
} from './testing'

prepareEmailChanges()

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
    await ageAll(late.userId, 'expires_at', '25 hours')
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
    await ageAll(change.userId, 'undo_until', '8 days')
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
