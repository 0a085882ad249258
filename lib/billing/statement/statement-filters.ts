import { z } from 'zod'
import { isStorable } from '@/lib/core/storable-text'
import { calendarDay, isUsableInstant } from '@/lib/core/text/input'
import { type ActionKey, actionKeys } from '@/lib/credits/shared/actions'
import { statementKinds } from '../shared/statement-kinds.ts'
import type { StatementFilters } from '../views.ts'

const day = calendarDay()
const MOST_SEARCH = 100

const StatementQuery = z.object({
  kind: z.enum(statementKinds).optional().catch(undefined),
  action: z
    .enum(actionKeys as [ActionKey, ...ActionKey[]])
    .optional()
    .catch(undefined),
  member: z.coerce.number().int().min(1).max(2_147_483_647).optional().catch(undefined),
  cycle: z
    .string()
    .refine((text) => isUsableInstant(new Date(text)))
    .optional()
    .catch(undefined),
  from: day.optional().catch(undefined),
  to: day.optional().catch(undefined),
  q: z.string().trim().min(1).max(MOST_SEARCH).refine(isStorable).optional().catch(undefined),
})

/** Reads the statement filters from a URL; invalid values are ignored. */
export function readStatementFilters(query: Record<string, unknown>): StatementFilters {
  const { member, cycle, q, ...rest } = StatementQuery.parse(query)
  return {
    ...rest,
    memberId: member,
    cycle: cycle && new Date(cycle).toISOString(),
    search: q,
  }
}

/** The query string of the filters that are set. */
export function statementSearch({ memberId, search, ...rest }: StatementFilters): string {
  const { kind, action, cycle, from, to } = rest
  const given = Object.entries({ kind, action, member: memberId, cycle, from, to, q: search }).filter(
    ([, value]) => value !== undefined,
  )
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()
}
