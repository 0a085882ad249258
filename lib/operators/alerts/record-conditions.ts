import { and, eq, notInArray, sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { operatorAlerts } from '@/db/schema'
import type { Condition } from './read-conditions'

/** A condition that gets worse again and again is one message an hour. */
const REMIND = sql`interval '1 hour'`

const wasRecovered = sql`${operatorAlerts.state} = 'recovered'`
const isChange = sql`(${wasRecovered} or (excluded.newest > ${operatorAlerts.newest}
  and ${operatorAlerts.changedAt} < now() - ${REMIND}))`

/**
 * Opens an episode for each new condition, notes which got worse, and ends the episodes of the others. An episode that stays
 * as it is changes nothing, so it is sent once.
 */
export async function recordConditions(conditions: readonly Condition[]): Promise<void> {
  for (const condition of conditions)
    await system()
      .insert(operatorAlerts)
      .values({
        ...condition,
        newest: Math.trunc(condition.newest),
        state: 'open',
        openedAt: sql`now()`,
        changedAt: sql`now()`,
      })
      .onConflictDoUpdate({
        target: operatorAlerts.kind,
        set: {
          state: 'open',
          count: sql`excluded.count`,
          detail: sql`excluded.detail`,
          // Stays until the next message, which is about everything since the last one.
          newest: sql`case when ${isChange} then excluded.newest else ${operatorAlerts.newest} end`,
          openedAt: sql`case when ${wasRecovered} then now() else ${operatorAlerts.openedAt} end`,
          changedAt: sql`case when ${isChange} then now() else ${operatorAlerts.changedAt} end`,
        },
      })
  const kinds = conditions.map(({ kind }) => kind)
  await system()
    .update(operatorAlerts)
    .set({ state: 'recovered', count: 0, changedAt: sql`now()` })
    .where(
      and(
        eq(operatorAlerts.state, 'open'),
        kinds.length > 0 ? notInArray(operatorAlerts.kind, kinds) : undefined,
      ),
    )
}
