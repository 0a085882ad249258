import { describe, expect, it } from 'vitest'
import type { StatementRow } from '../views.ts'
import { groupRows, isGroup, type RowGroup } from './group-rows.ts'

const row = (seq: number, group: string | null, over: Partial<StatementRow> = {}): StatementRow => ({
  seq,
  at: '2026-11-03T10:00:00.000Z',
  what: 'Property feed post',
  name: `Post for ${seq} Elm St`,
  group: group === null ? null : { key: group, name: 'Northside CRM', href: null },
  hold: null,
  action: 'feed.post',
  amountCredits: -5,
  balanceAfterCredits: 1_000 + 5 * (10 - seq),
  who: 'Tess Ter',
  rateVersion: 1,
  subject: null,
  href: null,
  note: null,
  metadata: null,
  ...over,
})

const whole = { newer: false, older: false }
const groupsOf = (rows: StatementRow[], continues = whole) =>
  groupRows({ rows, continues }).filter(isGroup) as RowGroup[]

describe('R24: groupRows', () => {
  it('groups neighbors of one file with their total, and leaves other rows as they are', () => {
    const rows = [row(9, null), row(8, 'run:a'), row(7, 'run:a'), row(6, 'run:a'), row(5, null)]
    const grouped = groupRows({ rows, continues: whole })
    expect(grouped).toHaveLength(3)
    expect(grouped[1]).toMatchObject({
      key: 'run:a',
      amountCredits: -15,
      balanceAfterCredits: rows[1]?.balanceAfterCredits,
      continues: false,
    })
    expect((grouped[1] as RowGroup).rows.map(({ seq }) => seq)).toEqual([8, 7, 6])
  })

  it('keeps the order of balances: an entry in between starts a new group', () => {
    const rows = [row(9, 'run:a'), row(8, 'run:a'), row(7, null), row(6, 'run:a'), row(5, 'run:a')]
    expect(groupsOf(rows).map((group) => group.rows.length)).toEqual([2, 2])
    const flat = groupRows({ rows, continues: whole }).flatMap((one) => (isGroup(one) ? one.rows : [one]))
    expect(flat).toEqual(rows)
  })

  it('separates the files of two feeds', () => {
    const rows = [row(9, 'run:a'), row(8, 'run:a'), row(7, 'run:b'), row(6, 'run:b')]
    expect(groupsOf(rows).map(({ key }) => key)).toEqual(['run:a', 'run:b'])
  })

  it('leaves a single post ungrouped, but explains the hold of a single campaign', () => {
    const hold = { heldCredits: 9, heldAt: '2026-11-03T09:00:00.000Z', releasedCredits: 3 }
    const rows = [row(9, 'run:a'), row(8, 'campaign:b', { hold, amountCredits: -6 })]
    expect(groupsOf(rows).map(({ key, amountCredits }) => [key, amountCredits])).toEqual([['campaign:b', -6]])
  })

  it('marks only the groups at the page borders as continued', () => {
    const rows = [
      row(9, 'run:a'),
      row(8, 'run:a'),
      row(7, 'run:b'),
      row(6, 'run:b'),
      row(5, 'run:c'),
      row(4, 'run:c'),
    ]
    expect(groupsOf(rows, { newer: true, older: true }).map(({ continues }) => continues)).toEqual([
      true,
      false,
      true,
    ])
    expect(groupsOf(rows, { newer: false, older: true }).map(({ continues }) => continues)).toEqual([
      false,
      false,
      true,
    ])
  })

  it('adds up to the amounts of the page, refunds included', () => {
    const rows = [
      row(9, 'run:a', { amountCredits: 5 }),
      row(8, 'run:a'),
      row(7, null, { amountCredits: -20 }),
    ]
    const total = groupRows({ rows, continues: whole }).reduce((sum, one) => sum + one.amountCredits, 0)
    expect(total).toBe(-20)
  })

  it('returns nothing for an empty page', () => {
    expect(groupRows({ rows: [], continues: whole })).toEqual([])
  })
})
