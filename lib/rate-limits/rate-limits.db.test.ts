import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, describe, expect, test } from 'vitest'
import { disconnect, system } from '@/db/client'
import { rateLimits, useSlots } from '@/db/schema'
import { code } from '@/lib/core/testing'
import { countMember } from './count-member'
import { countUse, pruneLimits, returnUse, tryUse } from './limiter'
import { type SlotName, slotLimits, type UseName, windowLimits } from './limits'
import { runInSlot, takeSlot } from './slots'

afterAll(disconnect)

/** Clears this process's memory of refusals, as in another process. */
const forget = () => Object.assign(globalThis, { marketTrakLimiters: undefined })

describe('R42: uses in a window', () => {
  test.each(Object.keys(windowLimits) as UseName[])(
    '%s: exactly the limit passes out of 40 more simultaneous uses',
    async (name) => {
      const subject = randomUUID()
      const { most } = windowLimits[name]
      // Start large limits nearly used up, since only the race for the last uses is tested.
      const ahead = Math.max(0, most - 20)
      if (ahead > 0) await countUse(name, subject, ahead)
      const outcomes = await Promise.all(Array.from({ length: 40 }, () => tryUse(name, subject)))
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(most - ahead)
      const refused = outcomes.find(({ ok }) => !ok)
      expect(refused).toMatchObject({ ok: false, retryAfterSeconds: expect.any(Number) })
    },
  )

  test('a limit applies across processes, and each subject has its own', async () => {
    const subject = randomUUID()
    for (let n = 0; n < windowLimits['invitation.person'].most; n++)
      await countUse('invitation.person', subject)
    forget()
    expect(await code(countUse('invitation.person', subject))).toBe('rate.limited')
    expect(await code(countUse('invitation.person', randomUUID()))).toBe('no refusal')
  })

  test('counting starts again when the window ends', async () => {
    const subject = randomUUID()
    await countUse('invitation.person', subject, windowLimits['invitation.person'].most)
    await system().execute(
      sql`update rate_limits set expire = now() - interval '1 second' where key = ${`invitation.person:${subject}`}`,
    )
    forget()
    expect(await code(countUse('invitation.person', subject))).toBe('no refusal')
  })

  test('a returned use is available again', async () => {
    const subject = randomUUID()
    await countUse('invitation.person', subject, windowLimits['invitation.person'].most)
    await returnUse('invitation.person', subject)
    expect(await code(countUse('invitation.person', subject))).toBe('no refusal')
    expect(await code(countUse('invitation.person', subject))).toBe('rate.limited')
  })

  test('the refusal says what the limit is and when to try again', async () => {
    const subject = randomUUID()
    await countUse('checkout.person', subject, windowLimits['checkout.person'].most)
    await expect(countUse('checkout.person', subject)).rejects.toMatchObject({
      publicMessage: 'You’ve reached the limit of 20 checkout sessions per hour. Try again in 60 minutes.',
      details: { limit: 20, retryAfterSeconds: 3600 },
    })
  })

  test('a use counts for the member and the workspace, and a refused one does not count for the workspace', async () => {
    const [userId, workspaceId] = [910_001, 910_002]
    await countUse('invitation.person', userId, windowLimits['invitation.person'].most)
    expect(await code(countMember({ userId, workspaceId }, 'invitation'))).toBe('rate.limited')
    await countUse('invitation.workspace', workspaceId, windowLimits['invitation.workspace'].most - 1)
    expect(await code(countMember({ userId: 910_003, workspaceId }, 'invitation'))).toBe('no refusal')
    await expect(countMember({ userId: 910_004, workspaceId }, 'invitation')).rejects.toMatchObject({
      publicMessage: expect.stringMatching(
        /^Your workspace has reached the limit of 50 invitations per day\. Try again in \d+ hours\.$/,
      ),
    })
  })
})

describe('R42: slots', () => {
  test.each(Object.keys(slotLimits) as SlotName[])(
    '%s: exactly the limit gets a slot out of 40 more simultaneous requests',
    async (name) => {
      const subject = randomUUID()
      const { most } = slotLimits[name]
      const requests = Array.from({ length: most + 40 }, () => code(takeSlot(name, subject)))
      const outcomes = await Promise.all(requests)
      expect(outcomes.filter((outcome) => outcome === 'no refusal')).toHaveLength(most)
      expect(outcomes.filter((outcome) => outcome === 'rate.limited')).toHaveLength(40)
    },
  )

  test('a released slot is free, and the same id keeps its slot', async () => {
    const subject = randomUUID()
    const first = await takeSlot('pdf.workspace', subject)
    await takeSlot('pdf.workspace', subject, { id: 'two' })
    await takeSlot('pdf.workspace', subject, { id: 'three' })
    await takeSlot('pdf.workspace', subject, { id: 'three' })
    await expect(takeSlot('pdf.workspace', subject)).rejects.toMatchObject({
      publicMessage:
        'Your workspace has reached the limit of 3 PDFs being created at a time. Wait until one finishes and try again.',
      details: { limit: 3, retryAfterSeconds: 15 },
    })
    await first.release()
    await first.release()
    expect(await code(takeSlot('pdf.workspace', subject))).toBe('no refusal')
    expect(await code(takeSlot('pdf.workspace', subject))).toBe('rate.limited')
  })

  test('a slot is free when its lease ends, unless it was renewed', async () => {
    const subject = randomUUID()
    const alive = await takeSlot('pdf.workspace', subject, { leaseSeconds: -1 })
    await takeSlot('pdf.workspace', subject, { leaseSeconds: -1 })
    await takeSlot('pdf.workspace', subject)
    const renewing = await takeSlot('pdf.workspace', subject)
    await alive.renew()
    await renewing.renew()
    expect(await code(takeSlot('pdf.workspace', subject))).toBe('no refusal')
    expect(await code(takeSlot('pdf.workspace', subject))).toBe('rate.limited')
  })

  test('failed work frees its slot', async () => {
    const subject = randomUUID()
    for (let n = 0; n < 5; n++)
      await expect(
        runInSlot('pdf.workspace', subject, () => Promise.reject(new Error('broken'))),
      ).rejects.toThrow()
    expect(await code(runInSlot('pdf.workspace', subject, async () => {}))).toBe('no refusal')
  })
})

test('R42: pruneLimits removes only ended windows and slots', async () => {
  await system().execute(sql`truncate rate_limits, use_slots`)
  await countUse('action.person', 'now')
  await takeSlot('pdf.workspace', 'now')
  await system().execute(sql`insert into rate_limits values ('old', 1, now() - interval '2 hours')`)
  await system().execute(sql`insert into use_slots values ('old', '{}', now() - interval '2 hours')`)
  expect(await pruneLimits()).toBe(2)
  expect(await system().select().from(rateLimits)).toHaveLength(1)
  expect(await system().select().from(useSlots)).toHaveLength(1)
})
