import { sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { type ActionKey, actionOfId, type SubjectKind, subjectOfId } from '@/lib/credits/shared/actions'

/** Model calls for one day, action and model, with their cost and the credits charged for the work. */
export type ModelCalls = {
  /** In UTC. */
  day: string
  /** Null on a limits plan, which holds no credits; then only `work` is known. */
  action: ActionKey | null
  work: SubjectKind
  provider: string
  model: string
  callsCount: number
  /** Outcomes, most frequent first. */
  outcomes: { outcome: string; callsCount: number }[]
  inputTokens: number
  outputTokens: number
  imagesCount: number
  /** Total of calls with a known cost. */
  costMicroUsd: number
  /** Calls with an unknown cost. */
  unpricedCount: number
  /** Captured for the work; counted once, on its last call. */
  credits: number
}

export type ModelCallsPage = {
  rows: ModelCalls[]
  total: Omit<ModelCalls, 'day' | 'action' | 'work' | 'provider' | 'model'>
  whole: boolean
}

type Row = {
  day: string
  action: number | null
  subject_kind: number
  provider: string
  model: string
  outcome: string
  calls: number
  input_tokens: number
  output_tokens: number
  images: number
  cost: number
  unpriced: number
  credits: number
}

/** Days, actions, models and outcomes multiply, so a page reads no more than this. */
const MAX_ROWS = 2_000

/** Model calls of the last `days` days, newest first (R36). */
export async function modelCalls(days: number): Promise<ModelCallsPage> {
  const found = await system().execute<Row>(sql`
    with paid as (
      select workspace_id, subject_kind, subject_id, max(action) as action, sum(captured)::int as credits
      from credit_holds
      -- A hold is older than the calls that it pays for, but never by more than a day.
      where opened_at >= ${marketNow} - make_interval(days => ${days + 1})
      group by 1, 2, 3
    ), calls as (
      select c.*, p.action,
        case when row_number() over (
          partition by c.workspace_id, c.subject_kind, c.subject_id order by c.called_at desc, c.id
        ) = 1 then coalesce(p.credits, 0) else 0 end as credits
      from ai_calls c left join paid p using (workspace_id, subject_kind, subject_id)
      where c.called_at >= ${marketNow} - make_interval(days => ${days})
    )
    select to_char(called_at at time zone 'UTC', 'YYYY-MM-DD') as day, action, subject_kind, provider, model, outcome,
      count(*)::int as calls, coalesce(sum(input_tokens), 0)::int as input_tokens,
      coalesce(sum(output_tokens), 0)::int as output_tokens, sum(images)::int as images,
      coalesce(sum(cost_micro_usd), 0)::float8 as cost, count(*) filter (where cost_micro_usd is null)::int as unpriced,
      sum(credits)::int as credits
    from calls group by 1, 2, 3, 4, 5, 6 order by 1 desc, 2, 4, 5, 7 desc, 6 limit ${MAX_ROWS + 1}`)
  const read = [...found].slice(0, MAX_ROWS)
  const groups = Map.groupBy(read, (row) =>
    [row.day, row.action, row.subject_kind, row.provider, row.model].join('\n'),
  )
  return {
    rows: [...groups.values()].map((rows) => {
      const { day, action, subject_kind, provider, model } = rows[0] as Row
      const known = { day, action: actionOfId(action ?? 0), work: subjectOfId(subject_kind), provider, model }
      return { ...known, ...summed(rows) }
    }),
    total: summed(read),
    whole: found.length <= MAX_ROWS,
  }
}

function summed(rows: readonly Row[]): ModelCallsPage['total'] {
  const sum = (of: (row: Row) => number) => rows.reduce((total, row) => total + of(row), 0)
  const byOutcome = Map.groupBy(rows, ({ outcome }) => outcome)
  return {
    callsCount: sum((row) => row.calls),
    outcomes: [...byOutcome]
      .map(([outcome, ended]) => ({
        outcome,
        callsCount: ended.reduce((total, row) => total + row.calls, 0),
      }))
      .toSorted((a, b) => b.callsCount - a.callsCount),
    inputTokens: sum((row) => row.input_tokens),
    outputTokens: sum((row) => row.output_tokens),
    imagesCount: sum((row) => row.images),
    costMicroUsd: sum((row) => row.cost),
    unpricedCount: sum((row) => row.unpriced),
    credits: sum((row) => row.credits),
  }
}
