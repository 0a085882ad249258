import { randomInt } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { disconnect } from '@/db/client'
import { code } from '@/lib/core/testing'
import { windowLimits } from '@/lib/rate-limits/limits'
import { cancelForFree } from './free-cancel'

afterAll(disconnect)

const { most } = windowLimits['free-cancel.workspace']
const workspace = () => randomInt(1_000_000, 9_000_000)
const ends = async () => true

test('R42: out of 40 jobs in progress canceled simultaneously, exactly the free cancellations succeed and the others finish', async () => {
  const workspaceId = workspace()
  let ended = 0
  const cancel = async () => {
    ended += 1
    return true
  }
  const outcomes = await Promise.all(
    Array.from({ length: 40 }, () => code(cancelForFree(workspaceId, true, cancel))),
  )
  expect(outcomes.filter((outcome) => outcome === 'no refusal')).toHaveLength(most)
  expect(outcomes.filter((outcome) => outcome === 'cancel.limit')).toHaveLength(40 - most)
  expect(ended).toBe(most)
  await expect(cancelForFree(workspaceId, true, cancel)).rejects.toMatchObject({
    publicMessage: expect.stringMatching(
      /^Your workspace has canceled 5 jobs in progress today, so this one will finish at the price you confirmed\. You can cancel jobs in progress again in 24 hours\. Jobs that haven’t started can always be canceled\.$/,
    ),
  })
})

test('R42: jobs that have not started can be canceled even when no free cancellations are left', async () => {
  const workspaceId = workspace()
  for (let n = 0; n < most; n++) await cancelForFree(workspaceId, true, ends)
  expect(await code(cancelForFree(workspaceId, true, ends))).toBe('cancel.limit')
  expect(await cancelForFree(workspaceId, false, ends)).toBe(true)
})

test('R42: a cancellation that came too late is not counted', async () => {
  const workspaceId = workspace()
  for (let n = 0; n < most * 2; n++)
    expect(await cancelForFree(workspaceId, true, async () => false)).toBe(false)
  for (let n = 0; n < most; n++) expect(await cancelForFree(workspaceId, true, ends)).toBe(true)
})
