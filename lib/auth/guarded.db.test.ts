import { randomInt } from 'node:crypto'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { disconnect } from '@/db/client'
import { countUse } from '@/lib/rate-limits/limiter'
import { windowLimits } from '@/lib/rate-limits/limits'
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
  const handler = vi.fn(async () => 'done')
  const context = async () => who
  const proof = async () => ({ sessionId: 'one', signedInAt: new Date(), factorAt: null, hasFactor: false })
  const options = { input, permission: 'members.manage', where: 'test', context, proof, ...more } as const
  return { outcome: await guarded(options, () => ({ email }), handler), handler }
}

describe('R42: actions of members are limited', () => {
  test('of 40 simultaneous actions, exactly as many run as the person has left in the minute', async () => {
    const who = member()
    await countUse('action.person', who.userId, windowLimits['action.person'].most - 7)
    const all = await Promise.all(Array.from({ length: 40 }, () => run(who)))
    expect(all.filter(({ outcome }) => outcome.ok)).toHaveLength(7)
    expect(all.filter(({ handler }) => handler.mock.calls.length > 0)).toHaveLength(7)
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
    const { outcome, handler } = await run(who)
    expect(outcome).toMatchObject({
      ok: false,
      message: expect.stringMatching(/^Your workspace has reached the limit of 600 changes per minute\./),
    })
    expect(handler).not.toHaveBeenCalled()
  })

  test('reading has its own limit', async () => {
    const who = member()
    await countUse('action.person', who.userId, windowLimits['action.person'].most)
    expect((await run(who, { counts: 'read' })).outcome.ok).toBe(true)
    expect((await run(who)).outcome).toMatchObject({ code: 'rate.limited' })
  })

  test('an action that sends something also has a stricter limit, which invalid input doesn’t count against', async () => {
    const who = member()
    await countUse('invitation.person', who.userId, windowLimits['invitation.person'].most - 1)
    expect((await run(who, { limit: 'invitation', email: 'none' })).outcome).toMatchObject({ code: 'input' })
    expect((await run(who, { limit: 'invitation' })).outcome.ok).toBe(true)
    const { outcome, handler } = await run(who, { limit: 'invitation' })
    expect(outcome).toMatchObject({
      message: 'You’ve reached the limit of 30 invitations per hour. Try again in 60 minutes.',
    })
    expect(handler).not.toHaveBeenCalled()
  })
})
