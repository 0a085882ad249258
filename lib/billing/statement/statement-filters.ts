import { z } from 'zod'
import { calendarDay } from '@/lib/core/text/input'
import { type ActionKey, actionKeys } from '@/lib/credits/shared/actions'
import type { StatementFilters } from '../views.ts'

const day = calendarDay()

const StatementQuery = z.object({
  action: z
    .enum(actionKeys as [ActionKey, ...ActionKey[]])
    .optional()
    .catch(undefined),
  member: z.coerce.number().int().min(1).max(2_147_483_647).optional().catch(undefined),
  from: day.optional().catch(undefined),
  to: day.optional().catch(undefined),
})

/** Reads the statement filters from a URL; invalid values are ignored. */
export function readStatementFilters(query: Record<string, unknown>): StatementFilters {
  const { action, member, from, to } = StatementQuery.parse(query)
  return { action, memberId: member, from, to }
}

/** The query string of the filters that are set. */
export function statementSearch({ action, memberId, from, to }: StatementFilters): string {
  const given = Object.entries({ action, member: memberId, from, to }).filter(
    ([, value]) => value !== undefined,
  )
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()
}
