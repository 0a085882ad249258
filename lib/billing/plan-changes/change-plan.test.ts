import { expect, it } from 'vitest'
import { isPendingStart } from './change-plan.ts'

const BEGAN = 1_795_000_000
type Pending = Parameters<typeof isPendingStart>[0]

const waiting = (anchor: number, isProrated: boolean) =>
  ({
    subscription: {
      billing_cycle_anchor: BEGAN,
      pending_update: { billing_cycle_anchor: anchor },
      latest_invoice: 'in_2',
    },
    pending: { from: null },
    current: { interval: 'month' },
    invoices: [
      { id: 'in_2', lines: { data: [{ parent: { subscription_item_details: { proration: isProrated } } }] } },
    ],
  }) as unknown as Pending

it.each([
  ['a new cycle', waiting(BEGAN + 60, false), 'new-cycle'],
  ['a new cycle in the second that the running one began in', waiting(BEGAN, false), 'new-cycle'],
  ['the rest of the cycle', waiting(BEGAN, true), 'prorated'],
] as const)(
  'R12, R17: %s that waits for its payment is recognized when it is requested again',
  (_, current, start) => {
    const other = start === 'prorated' ? 'new-cycle' : 'prorated'
    expect(isPendingStart(current, { interval: 'month', start })).toBe(true)
    expect(isPendingStart(current, { interval: 'month', start: other })).toBe(false)
  },
)
