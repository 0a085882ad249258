import { entryKinds } from '../model.ts'
import { subjectIds } from '../shared/actions.ts'
import type { Check } from './check.ts'

const { charge, capture, allowance } = entryKinds

/** The running cycle is the last one recorded, and the first one begins with the first entry. */
export const runningCycle: Check = {
  name: 'running cycle',
  text: `
    select a.workspace_id, what, expected, found from credit_accounts a
    cross join lateral (
      select min(first_seq) as first_seq from credit_cycles c
      where c.workspace_id = a.workspace_id and c.workspace_id = any($1::int[])
    ) f
    left join lateral (
      select cycle_start, cycle_end from credit_cycles c
      where c.workspace_id = a.workspace_id and c.workspace_id = any($1::int[])
      order by first_seq desc limit 1
    ) l on true
    cross join lateral (values
      ('start of the running cycle', coalesce(l.cycle_start::text, 'none written down'), a.cycle_start::text),
      ('end of the running cycle', coalesce(l.cycle_end::text, 'none written down'), a.cycle_end::text),
      ('first entry of the first cycle', '1', coalesce(f.first_seq::text, 'none'))
    ) as of(what, expected, found)
    -- A new account has no cycle before its first command.
    where a.workspace_id = any($1::int[]) and (a.seq > 0 or f.first_seq is not null) and expected is distinct from found`,
}

/** Spending happened within its cycle, and a monthly allowance was granted exactly at its start (R14). */
export const cycleBounds: Check = {
  name: 'cycle bounds',
  text: `
    with cycles as (
      select workspace_id, first_seq, cycle_start, cycle_end,
        lead(first_seq, 1, 2147483647) over (partition by workspace_id order by first_seq) as next_seq
      from credit_cycles where workspace_id = any($1::int[])
    ), outside as (
      select c.workspace_id, c.cycle_start, c.cycle_end, e.seq, e.at from cycles c
      join credit_entries e on e.workspace_id = c.workspace_id and e.seq >= c.first_seq and e.seq < c.next_seq
      where (e.kind in (${charge}, ${capture}) and not (e.at >= c.cycle_start and e.at < c.cycle_end))
        or (e.kind = ${allowance} and e.subject_kind = ${subjectIds.cycle} and e.at <> c.cycle_start)
    )
    select workspace_id, 'time of entry ' || min(seq) || case when count(*) > 1 then ' and ' || count(*) - 1 || ' more'
        else '' end as what, 'within its cycle of ' || min(cycle_start) as expected, min(at)::text as found
    from outside group by workspace_id`,
}

/** The rollup by cycle, day, action and member is the sum of what was charged and captured. */
export const rollup: Check = {
  name: 'rollup',
  text: `
    with cycles as (
      select workspace_id, first_seq, cycle_start,
        lead(first_seq, 1, 2147483647) over (partition by workspace_id order by first_seq) as next_seq
      from credit_cycles where workspace_id = any($1::int[])
    ), sums as (
      select c.workspace_id, c.cycle_start, (e.at at time zone a.time_zone)::date as day, e.action, e.actor_id,
        format('%s credits, %s times, %s units, entries %s to %s', -sum(e.amount), count(*), sum(e.units), min(e.seq),
          max(e.seq)) as totals
      from cycles c join credit_accounts a using (workspace_id)
      join credit_entries e on e.workspace_id = c.workspace_id and e.seq >= c.first_seq and e.seq < c.next_seq
      where e.kind in (${charge}, ${capture})
      group by 1, 2, 3, 4, 5
    ), stored as (
      select workspace_id, cycle_start, day, action, actor_id,
        format('%s credits, %s times, %s units, entries %s to %s', credits, times, units, first_seq, last_seq) as totals
      from credit_usage where workspace_id = any($1::int[])
    )
    select workspace_id, format('usage on %s in the cycle of %s: action %s, member %s', day, cycle_start, action, actor_id)
        as what, coalesce(s.totals, 'nothing') as expected, coalesce(u.totals, 'nothing') as found
    from sums s full join stored u using (workspace_id, cycle_start, day, action, actor_id)
    where s.totals is distinct from u.totals`,
}

/** Extra credits in any state carry over from one cycle to the next. `explain` starts from these figures. */
export const cycleCarry: Check = {
  name: 'cycle carry',
  text: `
    with cycles as (
      select workspace_id, first_seq, extra_left + frozen + held_extra as carried,
        lag(first_seq) over w as since, lag(extra_left + frozen + held_extra, 1, 0) over w as before
      from credit_cycles where workspace_id = any($1::int[])
      window w as (partition by workspace_id order by first_seq)
    ), sums as (
      select c.*, coalesce((select sum(e.extra_amount) from credit_entries e where e.workspace_id = c.workspace_id
        and e.seq >= c.since and e.seq < c.first_seq), 0) as moved
      from cycles c
    )
    select workspace_id, 'extra credits as the cycle of entry ' || first_seq || ' began' as what,
      (before + moved)::text as expected, carried::text as found
    from sums where before + moved <> carried`,
}
