import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { disconnect, system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { invitations } from '@/db/schema'
import { setTestEnv } from '@/lib/billing/testing'
import { stopJobQueue } from '@/lib/jobs/queue'
import { removeMember } from '../members/remove-member'
import { currentMembership, makePerson, makeTeam, refuses, roleOf, verbsOf } from '../testing'
import { acceptInvitation } from './accept-invitation'
import { invitationToken } from './invitation-token'
import { InvitationInput, inviteMember } from './invite-member'
import { listInvitations } from './list-invitations'
import { readInvitation } from './read-invitation'
import { resendInvitation } from './resend-invitation'
import { revokeInvitation } from './revoke-invitation'

beforeAll(() => setTestEnv())
afterAll(() => Promise.all([stopJobQueue(), disconnect()]))

const address = () => `${randomUUID()}@agency.test`
type Team = Awaited<ReturnType<typeof makeTeam>>

async function invited(team: Team, email = address()) {
  const { id } = await inviteMember(team.admin, { email, role: 'member' })
  return { id, email, token: invitationToken(team.owner.workspaceId, id) }
}

describe('R34: inviteMember', () => {
  it('creates one invitation for repeated clicks by owners and admins, and stores only a hash', async () => {
    const team = await makeTeam()
    const { workspaceId } = team.owner
    const wanted = { email: address(), role: 'admin' } as const
    const all = await Promise.all([inviteMember(team.owner, wanted), inviteMember(team.admin, wanted)])
    expect(all.filter(({ fresh }) => fresh)).toHaveLength(1)
    expect(new Set(all.map(({ id }) => id)).size).toBe(1)
    expect(await listInvitations(team.member)).toMatchObject([{ ...wanted, expired: false }])
    const [stored] = await system().select().from(invitations).where(eq(invitations.workspaceId, workspaceId))
    expect(JSON.stringify(stored)).not.toContain(invitationToken(workspaceId, all[0].id))
    expect(await verbsOf(workspaceId)).toEqual(['invitation.sent'])
  })

  it('is refused for members, for people who are already members, and for other workspaces', async () => {
    const team = await makeTeam()
    const other = await makeTeam()
    await refuses(inviteMember(team.member, { email: address(), role: 'member' }), 'forbidden')
    const { token, email } = await invited(team)
    const person = await makePerson(email)
    await acceptInvitation(person, token)
    await refuses(inviteMember(team.admin, { email, role: 'admin' }), 'invitations.member')
    const stranger = { ...other.owner, workspaceId: team.owner.workspaceId }
    await refuses(inviteMember(stranger, { email: address(), role: 'member' }), 'not-found')
  })

  it('another role, or resending, replaces the previous link', async () => {
    const team = await makeTeam()
    const first = await invited(team)
    const { id } = await inviteMember(team.owner, { email: first.email, role: 'admin' })
    const again = await resendInvitation(team.owner, { id })
    const states = [first.id, id, again.id].map(async (one) => {
      const read = await readInvitation(invitationToken(team.owner.workspaceId, one))
      return read?.state
    })
    expect(await Promise.all(states)).toEqual(['revoked', 'revoked', 'open'])
    await refuses(resendInvitation(team.owner, { id }), 'not-found')
    expect(await listInvitations(team.owner)).toMatchObject([{ role: 'admin' }])
  })

  it('is limited per workspace and day', async () => {
    const team = await makeTeam()
    const { workspaceId, userId } = team.owner
    await system()
      .insert(invitations)
      .values(
        Array.from({ length: 50 }, () => ({
          workspaceId,
          email: address(),
          role: 'member' as const,
          tokenHash: randomUUID(),
          invitedBy: userId,
          expiresAt: sql`${marketNow} + interval '1 day'`,
        })),
      )
    await refuses(inviteMember(team.owner, { email: address(), role: 'member' }), 'invitations.too-many')
  })

  it('InvitationInput normalizes addresses and refuses the owner role', () => {
    expect(InvitationInput.parse({ email: ' Sam@Agency.TEST ', role: 'admin' }).email).toBe('sam@agency.test')
    expect(InvitationInput.safeParse({ email: 'sam@agency.test', role: 'owner' }).success).toBe(false)
    for (const email of [
      'sam',
      'x1 sam@agency.test',
      '\u212aim@agency.test',
      'sam@agency.test,kim@agency.test',
    ])
      expect(InvitationInput.safeParse({ email, role: 'member' }).success, email).toBe(false)
  })
})

describe('R34, R35: acceptInvitation', () => {
  it('adds the user with the invited role, once, and switches to the workspace', async () => {
    const team = await makeTeam()
    const { token, email } = await invited(team)
    expect(await readInvitation(token)).toMatchObject({
      state: 'open',
      email,
      workspaceName: 'Sunny Lettings',
    })
    const person = await makePerson(email.toUpperCase())
    const all = await Promise.all([acceptInvitation(person, token), acceptInvitation(person, token)])
    expect(all).toEqual([{ workspaceId: team.owner.workspaceId }, { workspaceId: team.owner.workspaceId }])
    expect(await currentMembership(person.id)).toMatchObject({ role: 'member', ...all[0] })
    expect(
      (await verbsOf(team.owner.workspaceId)).filter((verb) => verb === 'invitation.accepted'),
    ).toHaveLength(1)
    expect(await readInvitation(token)).toMatchObject({ state: 'used' })
    expect(await listInvitations(team.owner)).toEqual([])
  })

  it('only works for the invited address', async () => {
    const team = await makeTeam()
    const { token } = await invited(team)
    const stranger = await makePerson()
    await refuses(acceptInvitation(stranger, token), 'invitations.other-address')
    expect(await roleOf(team.owner.workspaceId, stranger.id)).toBeUndefined()
  })

  it('refuses canceled, expired and used invitations, and those of another workspace', async () => {
    const team = await makeTeam()
    const { workspaceId } = team.owner
    const [canceled, old, used] = [await invited(team), await invited(team), await invited(team)]
    await refuses(revokeInvitation(team.member, canceled), 'forbidden')
    await refuses(revokeInvitation((await makeTeam()).owner, canceled), 'not-found')
    await revokeInvitation(team.admin, canceled)
    await revokeInvitation(team.admin, canceled)
    await refuses(acceptInvitation(await makePerson(canceled.email), canceled.token), 'invitations.gone')

    await system()
      .update(invitations)
      .set({
        invitedAt: sql`${marketNow} - interval '8 days'`,
        expiresAt: sql`${marketNow} - interval '1 second'`,
      })
      .where(eq(invitations.id, old.id))
    await refuses(acceptInvitation(await makePerson(old.email), old.token), 'invitations.expired')
    expect(await listInvitations(team.owner)).toContainEqual(
      expect.objectContaining({ id: old.id, expired: true }),
    )

    const person = await makePerson(used.email)
    await acceptInvitation(person, used.token)
    await refuses(revokeInvitation(team.admin, used), 'invitations.used')
    await removeMember(team.admin, { userId: person.id })
    await refuses(acceptInvitation(person, used.token), 'invitations.used')
    expect(await roleOf(workspaceId, person.id)).toBeUndefined()

    const elsewhere = (await makeTeam()).owner.workspaceId
    const moved = (await invited(team)).token.replace(/^\d+/, String(elsewhere))
    expect(await readInvitation(moved)).toBeNull()
    for (const token of [moved, '', 'x', `${workspaceId}.x`, `${workspaceId}.${'A'.repeat(43)}`])
      await refuses(acceptInvitation(person, token), 'invitations.gone')
  })
})
