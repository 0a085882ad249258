import { describe, expect, test } from 'vitest'
import { stopReason } from './stop-reason'

describe('R42: stopReason', () => {
  test.each([
    ['too few emails to judge', 49, 49, 49, null],
    ['less than 5% bounces', 200, 9, 0, null],
    ['5% bounces', 200, 10, 0, 'bounced'],
    ['less than 5 bounces of 50', 50, 4, 0, null],
    ['5 bounces of 50', 50, 5, 0, 'bounced'],
    ['a single complaint', 50, 0, 1, null],
    ['two complaints of 50', 50, 0, 2, 'spam'],
    ['less than 0.3% complaints', 1_000, 0, 2, null],
    ['0.3% complaints', 1_000, 0, 3, 'spam'],
  ])('%s: %i sent, %i bounces, %i complaints', (_case, sent, bounces, complaints, wanted) => {
    const reason = stopReason({ sent, bounces, complaints })
    if (wanted === null) expect(reason).toBeNull()
    else expect(reason).toContain(wanted)
  })

  test('says what happened and what to do', () => {
    expect(stopReason({ sent: 200, bounces: 11, complaints: 0 })).toBe(
      'We stopped this campaign: 11 of 200 emails bounced (5.5%). Remove old addresses from the list before you send again.',
    )
    expect(stopReason({ sent: 1_000, bounces: 0, complaints: 4 })).toBe(
      'We stopped this campaign: 4 of 1,000 recipients marked it as spam (0.4%). Send only to people who asked for your emails.',
    )
  })
})
