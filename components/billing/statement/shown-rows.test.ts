import { expect, test } from 'vitest'
import type { StatementRow } from '@/lib/billing/views'
import { shownRows } from './shown-rows'

const entry: StatementRow = {
  seq: 7,
  at: '2026-11-24T10:00:00.000Z',
  what: 'Generate a report',
  name: 'Report 98103',
  group: { key: 'campaign:1', name: 'Spring', href: '/campaigns/1' },
  hold: null,
  action: 'report.generate',
  amountCredits: -20,
  balanceAfterCredits: 80,
  who: 'Mia Lopez',
  rateVersion: 3,
  subject: { kind: 'report', id: '8ae58703-257b-427c-9286-ffa708741493' },
  href: null,
  note: null,
  metadata: null,
}

test('the browser gets what a row shows, and nothing else of an entry', () => {
  const group = {
    ...entry.group!,
    rows: [entry],
    amountCredits: -20,
    balanceAfterCredits: 80,
    continues: true,
  }
  const [single, grouped] = shownRows([entry, group])
  expect(single).toEqual({
    ...{ seq: 7, at: entry.at, what: 'Generate a report', name: 'Report 98103', who: 'Mia Lopez' },
    ...{ href: null, note: null, metadata: null, hold: null, amountCredits: -20, balanceAfterCredits: 80 },
  })
  expect(grouped).toEqual({
    ...{ key: 'campaign:1', name: 'Spring', amountCredits: -20, balanceAfterCredits: 80, continues: true },
    rows: [single],
  })
})
