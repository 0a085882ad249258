import { describe, expect, it } from 'vitest'
import type { WorkspaceContext } from '@/lib/core/context'
import { actionIds } from '@/lib/credits/shared/actions'
import { makeTeam, refuses, verbsOf } from '@/lib/workspaces/testing'
import { readSpendingLimits } from './read-spending-limits'
import { type SpendingLimitChoice, SpendingLimitsInput, setSpendingLimits } from './set-spending-limits'
import { readSpendingLimitChanges } from './spending-limit-changes'
import { limitedTeam, prepareSpending, setSpendingLimit } from './testing'

prepareSpending()

describe('setting a spending limit', () => {
  it('is for owners, about members of their workspace and known actions, and is idempotent', async () => {
    const { owner, admin, member } = await makeTeam()
    const limit = { kind: 'member', subject: member.userId, mostCredits: 5 } as const
    await refuses(setSpendingLimit(admin, limit), 'forbidden')
    await refuses(setSpendingLimit(member, limit), 'forbidden')
    await refuses(setSpendingLimit((await makeTeam()).owner, limit), 'not-found')
    await refuses(setSpendingLimit(owner, { kind: 'action', subject: 999, mostCredits: 5 }), 'not-found')
    await setSpendingLimit(owner, limit)
    await setSpendingLimit(owner, limit)
    expect(await verbsOf(owner.workspaceId)).toEqual(['cap.set'])
  })
})

describe('a decision about a spending limit', () => {
  it('R34: is refused if the limit changed since the owner saw it', async () => {
    const { owner, member } = await limitedTeam(50)
    const raise = { kind: 'member' as const, subject: member.userId, mostCredits: 100, seenCredits: 50 }
    await setSpendingLimit(owner, { ...raise, mostCredits: 20, seenCredits: 50 })
    await refuses(setSpendingLimit(owner, raise), 'spending-limit.changed')
    await setSpendingLimit(owner, { ...raise, seenCredits: 20 })
    // Two clicks count as one.
    await setSpendingLimit(owner, { ...raise, seenCredits: 20 })
    expect(
      (await readSpendingLimits(owner)).rows.find(({ subject }) => subject === member.userId),
    ).toMatchObject({
      mostCredits: 100,
    })
  })
})

describe('several spending limits at once', () => {
  const storedOf = async (ctx: WorkspaceContext) =>
    (await readSpendingLimits(ctx)).rows.flatMap(({ kind, subject, mostCredits }) =>
      mostCredits === null ? [] : [[kind, subject, mostCredits]],
    )

  it('R33: are saved together, and only those that changed are recorded', async () => {
    const { owner, member } = await limitedTeam(50)
    const changed = await setSpendingLimits(owner, [
      { kind: 'member', subject: member.userId, mostCredits: 50, seenCredits: 50 },
      { kind: 'member', subject: owner.userId, mostCredits: 0, seenCredits: null },
      { kind: 'action', subject: actionIds['report.generate'], mostCredits: 40, seenCredits: null },
      { kind: 'action', subject: actionIds['feed.post'], mostCredits: null, seenCredits: null },
    ])
    expect(changed).toBe(2)
    expect(await storedOf(owner)).toEqual(
      expect.arrayContaining([
        ['member', member.userId, 50],
        ['member', owner.userId, 0],
        ['action', actionIds['report.generate'], 40],
      ]),
    )
    expect((await readSpendingLimitChanges(owner)).map(({ to }) => to)).toHaveLength(3)
  })

  it('R34: none is saved if one of them changed since the page was opened, and the refusal names it', async () => {
    const { owner, member } = await limitedTeam(50)
    await setSpendingLimit(owner, { kind: 'member', subject: member.userId, mostCredits: 20 })
    const choices: SpendingLimitChoice[] = [
      { kind: 'action', subject: actionIds['report.generate'], mostCredits: 40, seenCredits: null },
      { kind: 'member', subject: member.userId, mostCredits: 90, seenCredits: 50 },
    ]
    await refuses(setSpendingLimits(owner, choices), 'spending-limit.changed')
    await expect(setSpendingLimits(owner, choices)).rejects.toThrow(/The spending limit for .+ changed/)
    expect(await storedOf(owner)).toEqual([['member', member.userId, 20]])
  })

  it('R34: keep a change by someone else at a limit that was not edited', async () => {
    const { owner, member } = await limitedTeam(50)
    await setSpendingLimit(owner, { kind: 'member', subject: member.userId, mostCredits: 20 })
    const changed = await setSpendingLimits(owner, [
      { kind: 'member', subject: member.userId, mostCredits: 50, seenCredits: 50 },
      { kind: 'action', subject: actionIds['image.edit'], mostCredits: 5, seenCredits: null },
    ])
    expect(changed).toBe(1)
    expect(await storedOf(owner)).toContainEqual(['member', member.userId, 20])
  })

  it('R35: none is saved if one of them is about someone of another workspace', async () => {
    const { owner } = await limitedTeam(50)
    const stranger = (await makeTeam()).member
    const before = await storedOf(owner)
    const choices: SpendingLimitChoice[] = [
      { kind: 'action', subject: actionIds['image.edit'], mostCredits: 5 },
      { kind: 'member', subject: stranger.userId, mostCredits: 5 },
    ]
    await refuses(setSpendingLimits(owner, choices), 'not-found')
    expect(await storedOf(owner)).toEqual(before)
  })

  it('are read from a form by name, with an error at each field that is wrong', () => {
    expect(
      SpendingLimitsInput.parse({
        'limit-member-12': '40',
        'seen-member-12': '',
        'limit-action-1': '',
        'seen-action-1': '30',
        'limit-action-6': '0',
        'limit-feed-6': '1',
        'limit-member-x': '1',
      }),
    ).toEqual([
      { kind: 'member', subject: 12, mostCredits: 40, seenCredits: null },
      { kind: 'action', subject: 1, mostCredits: null, seenCredits: 30 },
      { kind: 'action', subject: 6, mostCredits: 0 },
    ])
    const wrong = SpendingLimitsInput.safeParse({
      'limit-member-12': 'many',
      'limit-member-13': '1.5',
      'limit-member-14': '-1',
      'limit-member-15': '1000001',
      'limit-member-16': ['1', '2'],
      'limit-member-17': '10',
    })
    expect(wrong.error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([
      ['limit-member-12', 'Enter a whole number.'],
      ['limit-member-13', 'Enter a whole number.'],
      ['limit-member-14', 'Enter 0 or more.'],
      ['limit-member-15', 'Enter 1,000,000 or less.'],
      ['limit-member-16', 'Enter a whole number.'],
    ])
  })
})
