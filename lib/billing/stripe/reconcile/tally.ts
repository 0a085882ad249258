import { reportDiscrepancy, resolveDiscrepancy } from '@/lib/billing/payments/discrepancies.ts'
import { log } from '@/lib/core/logging/log'

/** More than this in one run means a wrong setting, not a busy day. */
const MOST_OBJECTS = 20_000

/** What a reconciliation has checked and fixed so far. */
export class Tally {
  readonly seen: Record<
    'sessions' | 'charges' | 'refunds' | 'disputes' | 'warnings' | 'events' | 'subscriptions' | 'customers',
    number
  > = {
    sessions: 0,
    charges: 0,
    refunds: 0,
    disputes: 0,
    warnings: 0,
    events: 0,
    subscriptions: 0,
    customers: 0,
  }
  applied = 0
  readonly #attempted = new Set<string>()

  get objects(): number {
    return Object.values(this.seen).reduce((sum, count) => sum + count, 0)
  }

  /** Whether there is room for one more object. */
  count(kind: keyof Tally['seen']): boolean {
    this.seen[kind] += 1
    return this.objects <= MOST_OBJECTS
  }

  hasAttempted(stripeId: string): boolean {
    return this.#attempted.has(stripeId)
  }

  /** An object that fails does not stop the others; it is reported to operators. */
  async attempt(stripeId: string, work: () => Promise<boolean>): Promise<void> {
    this.#attempted.add(stripeId)
    try {
      if (await work()) this.applied += 1
      await resolveDiscrepancy('error', stripeId)
    } catch (error) {
      log.error({ err: error, stripeId }, 'could not be reconciled')
      const what = error instanceof Error ? error.message : String(error)
      await reportDiscrepancy({ kind: 'error', stripeId, workspaceId: null, what })
    }
  }
}
