import { randomUUID } from 'node:crypto'
import { eq, getTableName, is } from 'drizzle-orm'
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import { unzipSync } from 'fflate'
import { afterAll, describe, expect, it } from 'vitest'
import { disconnect, system } from '@/db/client'
import * as schema from '@/db/schema'
import {
  apiKeys,
  auditEvents,
  authSessions,
  contacts,
  invitations,
  notifications,
  problemCases,
  usageDigests,
  users,
} from '@/db/schema'
import { adapter } from '@/lib/auth/sign-in/adapter'
import { getStatementPage } from '@/lib/billing/statement/statement'
import { makeSubscriber, setTestEnv } from '@/lib/billing/testing'
import { code } from '@/lib/core/testing'
import { closeLanes, post } from '@/lib/credits/post'
import { closeReader } from '@/lib/credits/read/read'
import { charge } from '@/lib/credits/testing'
import { verifyLedger } from '@/lib/credits/verify/verify'
import { deleteWorkspace } from '@/lib/workspaces/deletion/delete-workspace'
import { join as joinWorkspace, makeTeam } from '@/lib/workspaces/testing'
import { inboxForTests } from '@/local/mail/testing'
import { erasePerson, FORMER_MEMBER } from './erase-person'
import { exportPerson, notOfPerson, personTables } from './export/export-person'
import { exportedTables, exportWorkspace } from './export/export-workspace'

const inbox = await inboxForTests()
setTestEnv({ SMTP_URL: inbox.smtpUrl, OPERATOR_EMAILS: 'boss@trak.test' })
afterAll(async () => {
  await Promise.all([closeLanes(), closeReader()])
  await disconnect()
})

const db = system()
const schemaTables = Object.values(schema).filter((one) => is(one, PgTable))
const personOf = async (id: number) => (await db.select().from(users).where(eq(users.id, id)))[0]!

const addKey = ({ workspaceId, userId }: { workspaceId: number; userId: number }, name: string) =>
  db.insert(apiKeys).values({
    workspaceId,
    name,
    prefix: 'mtk_1',
    keyHash: randomUUID(),
    scopes: ['credits.read'],
    createdBy: userId,
  })

async function zipOf(pieces: AsyncGenerator<Uint8Array>): Promise<Record<string, unknown[]>> {
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  const files = Object.entries(unzipSync(Buffer.concat(all))).filter(([name]) => name.endsWith('.json'))
  return Object.fromEntries(
    files.map(([name, bytes]) => [name, JSON.parse(Buffer.from(bytes).toString('utf8'))]),
  )
}

describe('R45: the export of a workspace', () => {
  it('has every row of every table, and none of another workspace', async () => {
    const [{ owner }, other] = [await makeTeam('Exported'), await makeTeam('Other')]
    const contact = (workspaceId: number, i: number) => ({
      workspaceId,
      id: randomUUID(),
      email: `client${i}@home.test`,
      firstName: 'Zoë "Z"',
      consentSource: 'Open house',
      consentAt: new Date(),
      createdBy: owner.userId,
    })
    // More than two pages.
    const mine = Array.from({ length: 450 }, (_, i) => contact(owner.workspaceId, i))
    await db.insert(contacts).values([...mine, contact(other.owner.workspaceId, 900)])
    await addKey(owner, 'CRM')
    const files = await zipOf(exportWorkspace(owner))
    expect(Object.keys(files).toSorted()).toEqual(
      [
        'people.json',
        'workspace.json',
        ...exportedTables().map(({ name }) => `tables/${name}.json`),
      ].toSorted(),
    )
    const exported = files['tables/contacts.json'] as { id: string; first_name: string }[]
    expect(exported.map(({ id }) => id).toSorted()).toEqual(mine.map(({ id }) => id).toSorted())
    expect(exported[0]?.first_name).toBe('Zoë "Z"')
    expect(files['people.json']).toHaveLength(3)
    const [key] = files['tables/api_keys.json'] as object[]
    expect(key).toMatchObject({ name: 'CRM' })
    expect(Object.keys(key ?? {})).not.toContain('key_hash')
    const [event] = await db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.workspaceId, owner.workspaceId))
      .then((rows) => rows.filter(({ verb }) => verb === 'export.workspace'))
    expect(event).toMatchObject({ actorId: owner.userId })
  })

  it('is only for owners', async () => {
    const { admin } = await makeTeam()
    expect(await code(exportWorkspace(admin).next())).toBe('forbidden')
  })
})

describe('R45: the download of a person', () => {
  it('covers every table that refers to a person, or says why not', () => {
    const covered = new Set([
      ...personTables.map(({ table }) => getTableName(table)),
      ...Object.keys(notOfPerson),
    ])
    const missing = schemaTables
      .filter((table) =>
        getTableConfig(table).foreignKeys.some((key) => key.reference().foreignTable === users),
      )
      .map((table) => getTableName(table))
      .filter((name) => !covered.has(name))
    expect(missing).toEqual([])
  })

  it('has their rows, without secrets and without those of others', async () => {
    const { member, admin } = await makeTeam()
    const session = (userId: number) => ({
      userId,
      tokenHash: randomUUID(),
      expiresAt: new Date(Date.now() + 1e6),
      userAgent: `browser of ${userId}`,
    })
    await db.insert(authSessions).values([session(member.userId), session(admin.userId)])
    let text = ''
    for await (const piece of exportPerson(member.userId)) text += piece
    const data = JSON.parse(text)
    expect(data.users).toMatchObject([{ id: member.userId, name: 'Pat Person' }])
    expect(data.auth_sessions).toMatchObject([{ user_agent: `browser of ${member.userId}` }])
    expect(data.auth_sessions[0]).not.toHaveProperty('token_hash')
    expect(data.members).toMatchObject([{ workspace_id: member.workspaceId, role: 'member' }])
  })
})

describe('R45: erasing a person', () => {
  it('removes their name and address everywhere, ends their access, and keeps the ledger’s figures', async () => {
    const ctx = await makeSubscriber('growth', 2_000)
    const { workspaceId } = ctx
    const [person] = await db
      .insert(users)
      .values({ email: `${randomUUID()}@agency.test`, name: 'Quinn Unique', trialUsedAt: new Date() })
      .returning()
    const { id, email } = person!
    const me = { workspaceId, userId: id, role: 'admin' } as const
    await db.insert(schema.members).values(me)
    await post(workspaceId, charge(20, undefined, { actorId: id }))
    await addKey(me, 'Mine')
    const invitation = { workspaceId, role: 'member', expiresAt: new Date(Date.now() + 1e8) } as const
    await db.insert(invitations).values([
      { ...invitation, email, invitedBy: ctx.userId, tokenHash: randomUUID() },
      { ...invitation, email: 'guest@agency.test', invitedBy: id, tokenHash: randomUUID() },
    ])
    await db
      .insert(authSessions)
      .values({ userId: id, tokenHash: randomUUID(), expiresAt: new Date(Date.now() + 1e8) })
    await db.insert(notifications).values({
      workspaceId,
      userId: ctx.userId,
      kind: 'credits-asked',
      key: randomUUID(),
      data: { who: 'Quinn Unique', note: 'Quinn Uniquely asks' },
      inApp: true,
      byMail: false,
    })
    await db.insert(usageDigests).values({
      workspaceId,
      cycleEnd: new Date(),
      content: { byMember: [{ name: 'Quinn Unique', credits: 20 }] },
    })

    const workId = randomUUID()
    await db.insert(problemCases).values({
      ...{ workspaceId, id: randomUUID(), workKind: 'report', workId, holdId: workId, openedBy: id },
      ...{ title: 'Report for Green Lake', reason: 'other', costCredits: 20 },
      words: `The headline is wrong. Quinn Unique, ${email}`,
      ...{ status: 'answered', answer: 'Dear Quinn Unique, we fixed it.', decidedAt: new Date() },
    })

    // They were removed from another workspace some time ago, which says so in what it stopped.
    const former = await makeSubscriber('growth', 2_000)
    const failure = 'Quinn Unique, who set up this recurring report, is no longer in the workspace.'
    await db.insert(auditEvents).values({
      ...{ workspaceId: former.workspaceId, actorId: former.userId, verb: 'member.removed' },
      detail: { userId: id },
    })
    await db.insert(schema.recurringReports).values({
      ...{ workspaceId: former.workspaceId, id: randomUUID(), name: 'Green Lake', area: {}, periodDays: 90 },
      ...{ listName: 'All contacts', subject: 's', body: 'b', dayOfMonth: 9, timeOfDay: '09:00' },
      ...{ nextRunAt: new Date(), status: 'paused', failure, confirmedBy: id, createdBy: id },
    })
    await db.insert(notifications).values({
      ...{
        workspaceId: former.workspaceId,
        userId: former.userId,
        kind: 'campaign-refused',
        key: randomUUID(),
      },
      ...{
        data: { id: randomUUID(), name: 'Green Lake', failure, recurring: true },
        inApp: true,
        byMail: false,
      },
    })

    // A workspace that was deleted has no members, and keeps its rows for a while.
    await db.insert(schema.agentCards).values({
      ...{ workspaceId: former.workspaceId, userId: id, name: 'Quinn Unique', phone: '', email, license: '' },
    })

    await erasePerson(id, { email: email.toUpperCase() })

    expect(await personOf(id)).toMatchObject({
      name: FORMER_MEMBER,
      email: `erased-${id}@erased.invalid`,
      erasedAt: expect.any(Date),
    })
    // Not one row of any table has the name or the address.
    for (const table of schemaTables) {
      const rows = JSON.stringify(await db.select().from(table), (_, value) =>
        typeof value === 'bigint' ? String(value) : value,
      )
      expect(rows.includes(email) || /"Quinn Unique[",]/.test(rows), getTableName(table)).toBe(false)
    }
    const [reported] = await db.select().from(problemCases).where(eq(problemCases.workId, workId))
    expect(reported).toMatchObject({
      words: `The headline is wrong. ${FORMER_MEMBER}, ${FORMER_MEMBER}`,
      answer: `Dear ${FORMER_MEMBER}, we fixed it.`,
    })
    expect(await db.select().from(authSessions).where(eq(authSessions.userId, id))).toEqual([])
    const [key] = await db.select().from(apiKeys).where(eq(apiKeys.createdBy, id))
    expect(key?.revokedAt).toBeInstanceOf(Date)
    const { rows } = await getStatementPage(ctx)
    expect(JSON.stringify(rows)).toContain(FORMER_MEMBER)
    const differences: unknown[] = []
    await verifyLedger({ onDifference: (difference) => differences.push(difference) })
    expect(differences).toEqual([])
    expect(await inbox.mailsTo(email)).toHaveLength(1)
    expect(await code(erasePerson(id, { email }))).toBe('not-found')

    // R4: signing up again is not another trial.
    const again = await adapter.createUser!({ email, emailVerified: null } as never)
    expect((await personOf(Number(again.id))).trialUsedAt).toEqual(person!.trialUsedAt)
  })

  it('is refused for the only owner, for operators, and without the right address, and changes nothing', async () => {
    const { owner, member } = await makeTeam('Lonely')
    const { email } = await personOf(owner.userId)
    expect(await code(erasePerson(owner.userId, { email }))).toBe('account.sole-owner')
    expect(await code(erasePerson(member.userId, { email }))).toBe('account.email')
    const [boss] = await db.insert(users).values({ email: 'boss@trak.test', name: 'Boss' }).returning()
    expect(await code(erasePerson(boss!.id, { email: 'boss@trak.test' }))).toBe('account.operator')
    expect(await personOf(owner.userId)).toMatchObject({ email, name: 'Pat Person', erasedAt: null })
  })
})

describe('R45: deleting a workspace', () => {
  it('emails every member when its data will be erased', async () => {
    const owner = await makeSubscriber('growth', 2_000)
    const { workspaceId } = owner
    const { userId } = await joinWorkspace(workspaceId, 'member')
    await db
      .update(schema.workspaces)
      .set({ name: 'Closing Homes' })
      .where(eq(schema.workspaces.id, workspaceId))
    await deleteWorkspace(owner, { name: 'Closing Homes' })
    const [mail] = await inbox.mailsTo((await personOf(userId)).email)
    expect(mail?.subject).toBe('The workspace Closing Homes was deleted')
  })
})
