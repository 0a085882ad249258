import { afterAll, describe, expect, it } from 'vitest'
import { disconnect } from '@/db/client'
import { isRefusal } from '@/lib/core/errors'
import { closeAnnouncer } from '@/lib/realtime/announce.ts'
import type { Command } from '../model.ts'
import { charge, makeWorkspace } from '../testing.ts'
import { Lane } from './lane.ts'

const MOST = 20_000
const lane = new Lane()
afterAll(async () => {
  await Promise.all([lane.close(), closeAnnouncer(), disconnect()])
})

describe('Lane', () => {
  it('refuses immediately when full, answers the waiting commands, and then accepts new ones', async () => {
    const { workspaceId } = await makeWorkspace()
    const touch: Command = { type: 'touch' }
    const waiting = Array.from({ length: MOST }, () => lane.post(workspaceId, touch))
    const late = charge(10)
    const refused = await lane.post(workspaceId, late).catch((error: unknown) => error)
    expect(isRefusal(refused, 'credits.busy')).toBe(true)
    const outcomes = await Promise.all(waiting)
    expect(outcomes.every((outcome) => outcome.ok)).toBe(true)
    // R12: the same request succeeds now and was not charged before.
    expect(await lane.post(workspaceId, late)).toMatchObject({ ok: true, replayed: false, balanceAfter: 90 })
  })

  it('keeps the order of arrival within a workspace', async () => {
    const { workspaceId } = await makeWorkspace({ allowance: 2_000 })
    const outcomes = await Promise.all(Array.from({ length: 1_500 }, () => lane.post(workspaceId, charge(1))))
    expect(outcomes.map((outcome) => outcome.ok && outcome.seq)).toEqual(
      Array.from({ length: 1_500 }, (_, i) => i + 2),
    )
  })
})
