import { randomInt } from 'node:crypto'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { disconnect } from '@/db/client'
import { countUse } from '@/lib/limits-of-use/limiter'
import { windowLimits } from '@/lib/limits-of-use/limits'
import { guarded } from './guarded'

afterAll(disconnect)

const input = z.object({ email: z.email() })
const member = () => ({
  workspaceId: randomInt(1_000_000, 9_000_000),
  userId: randomInt(1_000_000, 9_000_000),
  role: 'owner' as const,
})

type More = { limit?: 'invitation'; counts?: 'action' | 'read'; email?: string }

async function run(who: ReturnType<typeof member>, { email = 'a@b.test', ...more }: More = {}) {
  const verb = vi.fn(async () => 'done')
  const context = async () => who
  const proof = async () => ({ sessionId: 'one', signedInAt: new Date(), factorAt: null, hasFactor: false })
  const options = { input, permission: 'members.manage', where: 'test', context, proof, ...more } as const
  return { outcome: await guarded(options, () => ({ email }), verb), verb }
}

describe('R42: every action of a member is limited', () => {
  test('of 40 actions at the same moment exactly as many run as one person has left in the minute', async () => {
    const who = member()
    await countUse('action.person', who.userId, windowLimits['action.person'].most - 7)
    const all = await Promise.all(Array.from({ length: 40 }, () => run(who)))
    expect(all.filter(({ outcome }) => outcome.ok)).toHaveLength(7)
    expect(all.filter(({ verb }) => verb.mock.calls.length > 0)).toHaveLength(7)
    expect(all.find(({ outcome }) => !outcome.ok)?.outcome).toMatchObject({
      code: 'rate.limited',
      message: expect.stringMatching(
        /^You’ve reached the limit of 120 changes per minute\. Try again in \d+ (seconds|minute)\.$/,
      ),
      details: { retryAfterSeconds: expect.any(Number) },
    })
  })

  test('a workspace has a limit over all its members together', async () => {
    const who = member()
    await countUse('action.workspace', who.workspaceId, windowLimits['action.workspace'].most)
    const { outcome, verb } = await run(who)
    expect(outcome).toMatchObject({
      ok: false,
      message: expect.stringMatching(/^Your workspace has reached the limit of 600 changes per minute\./),
    })
    expect(verb).not.toHaveBeenCalled()
  })

  test('reading has a limit of its own', async () => {
    const who = member()
    await countUse('action.person', who.userId, windowLimits['action.person'].most)
    expect((await run(who, { counts: 'read' })).outcome.ok).toBe(true)
    expect((await run(who)).outcome).toMatchObject({ code: 'rate.limited' })
  })

  test('an action that sends something has the stricter limit besides; bad input does not count against it', async () => {
    const who = member()
    await countUse('invitation.person', who.userId, windowLimits['invitation.person'].most - 1)
    expect((await run(who, { limit: 'invitation', email: 'none' })).outcome).toMatchObject({ code: 'input' })
    expect((await run(who, { limit: 'invitation' })).outcome.ok).toBe(true)
    const { outcome, verb } = await run(who, { limit: 'invitation' })
    expect(outcome).toMatchObject({
      message: 'You’ve reached the limit of 30 invitations per hour. Try again in 60 minutes.',
    })
    expect(verb).not.toHaveBeenCalled()
  })
})
