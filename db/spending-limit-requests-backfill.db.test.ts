import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { eq, sql } from 'drizzle-orm'
import { afterAll, describe, expect, it } from 'vitest'
import { disconnect, system } from './client.ts'
import {
  auditEvents,
  members,
  spendingLimitRequests,
  spendingLimits,
  users,
  workspaces,
} from './schema/index.ts'

afterAll(() => disconnect())

/** The part of the migration that copies requests from the audit log. */
const backfill = readFileSync(
  join(import.meta.dirname, 'migrations/0004_spending_limit_requests.sql'),
  'utf8',
)
  .split('--> statement-breakpoint')
  .filter((statement) => /^\s*(--[^\n]*\n)*INSERT/.test(statement))

async function person(workspaceId: number, stays = true): Promise<number> {
  const [user] = await system()
    .insert(users)
    .values({ email: `${crypto.randomUUID()}@agency.test` })
    .returning()
  const userId = user!.id
  if (stays) await system().insert(members).values({ workspaceId, userId, role: 'member' })
  return userId
}

describe('migration of spending limit requests', () => {
  it('R31: migrates the newest open request of each member, but none that was answered or whose member left', async () => {
    const [made] = await system().insert(workspaces).values({ name: 'Agency' }).returning()
    const workspaceId = made!.id
    const [open, answered, gone] = [
      await person(workspaceId),
      await person(workspaceId),
      await person(workspaceId, false),
    ]
    const own = (subject: number) => ({ kind: 'member' as const, subject })
    await system()
      .insert(spendingLimits)
      .values([
        { workspaceId, ...own(open), mostCredits: 10 },
        { workspaceId, ...own(answered), mostCredits: 10 },
        { workspaceId, kind: 'action', subject: 1, mostCredits: 10 },
      ])
    const event = (actorId: number, verb: string, day: number, detail: object) => ({
      workspaceId,
      actorId,
      verb,
      at: new Date(Date.UTC(2026, 10, day)),
      detail,
    })
    await system()
      .insert(auditEvents)
      .values([
        event(open, 'cap.set', 1, own(open)),
        event(open, 'cap.asked', 2, { ...own(open), day: '2026-11-02' }),
        event(open, 'cap.asked', 3, { ...own(open), day: '2026-11-03' }),
        event(answered, 'cap.asked', 2, { ...own(answered), day: '2026-11-02' }),
        event(open, 'cap.set', 4, own(answered)),
        event(gone, 'cap.asked', 2, { kind: 'action', subject: 1, day: '2026-11-02' }),
        // A limit that no longer exists.
        event(open, 'cap.asked', 2, { kind: 'action', subject: 2, day: '2026-11-02' }),
      ])
    expect(backfill).toHaveLength(1)
    for (const statement of backfill) await system().execute(sql.raw(statement))
    const rows = await system()
      .select()
      .from(spendingLimitRequests)
      .where(eq(spendingLimitRequests.workspaceId, workspaceId))
    expect(rows).toMatchObject([
      { requestedBy: open, ...own(open), requestedAt: new Date(Date.UTC(2026, 10, 3)), outcome: null },
    ])
  })
})
