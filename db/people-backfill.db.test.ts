import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { eq, sql } from 'drizzle-orm'
import { afterAll, describe, expect, it } from 'vitest'
import { disconnect, system } from './client.ts'
import { apiKeys, auditEvents, invitations, members, users, workspaces } from './schema/index.ts'

afterAll(() => disconnect())

/** The part of the migration that changes rows, as it runs on an installation that has been in use. */
const backfill = readFileSync(join(import.meta.dirname, 'migrations/0032_people.sql'), 'utf8')
  .split('--> statement-breakpoint')
  .filter((statement) => /^\s*(--[^\n]*\n)?UPDATE/.test(statement))

async function person(): Promise<number> {
  const [user] = await system()
    .insert(users)
    .values({ email: `${crypto.randomUUID()}@agency.test` })
    .returning()
  return user!.id
}

async function workspace(deleted = false): Promise<number> {
  const [made] = await system().insert(workspaces).values({ name: 'Agency' }).returning()
  if (deleted) await system().execute(sql`update workspaces set deleted_at = now() where id = ${made!.id}`)
  return made!.id
}

const run = async () => {
  for (const statement of backfill) await system().execute(sql.raw(statement))
}
const trialOf = async (id: number) => {
  const [user] = await system().select().from(users).where(eq(users.id, id))
  return user?.trialWorkspaceId ?? null
}

describe('the migration of an installation in use', () => {
  it('R4: who opened or owns a workspace has used their trial, and nobody else has', async () => {
    const [opener, owner, member] = [await person(), await person(), await person()]
    const [gone, here] = [await workspace(true), await workspace()]
    await system()
      .insert(auditEvents)
      .values({ workspaceId: gone, actorId: opener, verb: 'workspace.opened' })
    await system()
      .insert(members)
      .values([
        { workspaceId: here, userId: owner, role: 'owner' },
        { workspaceId: here, userId: member, role: 'member' },
      ])
    await run()
    await run()
    expect(await Promise.all([opener, owner, member].map(trialOf))).toEqual([gone, here, null])
  })

  it('R35: ends invitations and keys of people who are gone, or may no longer give them', async () => {
    const [admin, demoted, gone] = [await person(), await person(), await person()]
    const workspaceId = await workspace()
    await system()
      .insert(members)
      .values([
        { workspaceId, userId: admin, role: 'admin' },
        { workspaceId, userId: demoted, role: 'member' },
      ])
    for (const userId of [admin, demoted, gone]) {
      await system()
        .insert(invitations)
        .values({
          workspaceId,
          email: `${userId}@invited.test`,
          role: 'member',
          tokenHash: String(userId),
          invitedBy: userId,
          expiresAt: sql`market_now() + interval '7 days'`,
        })
      await system()
        .insert(apiKeys)
        .values({
          workspaceId,
          name: 'CRM',
          prefix: 'mtk',
          keyHash: String(userId),
          scopes: ['credits.read'],
          createdBy: userId,
        })
    }
    await run()
    const open = await system()
      .select()
      .from(invitations)
      .where(sql`workspace_id = ${workspaceId} and revoked_at is null`)
    expect(open.map(({ invitedBy }) => invitedBy)).toEqual([admin])
    const keys = await system()
      .select()
      .from(apiKeys)
      .where(sql`workspace_id = ${workspaceId} and revoked_at is null`)
    expect(keys.map(({ createdBy }) => createdBy)).toEqual([admin])
  })
})
