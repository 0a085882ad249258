import { entryKinds } from '../model.ts'
import type { Check } from './check.ts'

const { expiry, pack, promotion, correction, clawBack } = entryKinds

/** Every grant of extra credits has a lot of the same size, and every lot has a grant. */
export const lotGrants: Check = {
  name: 'lot grants',
  text: `
    with grants as (
      select workspace_id, seq, amount from credit_entries
      where workspace_id = any($1::int[]) and kind in (${pack}, ${promotion}, ${correction}) and amount > 0
    ), lots as (
      select workspace_id, seq, granted from credit_lots where workspace_id = any($1::int[])
    )
    select workspace_id, 'lot of entry ' || seq as what, coalesce(g.amount::text, 'none') as expected,
      coalesce(l.granted::text, 'none') as found
    from grants g full join lots l using (workspace_id, seq) where g.amount is distinct from l.granted`,
}

/** R18: what was taken back from each lot equals what the entries took back for its purchase. */
export const lotsTakenBack: Check = {
  name: 'lots taken back',
  text: `
    with taken as (
      select workspace_id, subject_kind, subject_id, -sum(amount) as credits from credit_entries
      where workspace_id = any($1::int[]) and kind = ${clawBack} group by 1, 2, 3
    ), lots as (
      select workspace_id, subject_kind, subject_id, taken_back from credit_lots where workspace_id = any($1::int[])
    )
    select workspace_id, 'taken back of lot ' || subject_id as what, coalesce(t.credits, 0)::text as expected,
      coalesce(l.taken_back::text, 'no lot') as found
    from taken t full join lots l using (workspace_id, subject_kind, subject_id)
    where coalesce(t.credits, 0) is distinct from l.taken_back`,
}

/**
 * The lots divide the range of extra credits: they don't overlap, the last one ends where the account says, and there
 * are no gaps. Gaps are only allowed below what has expired: a lot frozen past its expiry and then restored has moved
 * to the end.
 */
export const lotIntervals: Check = {
  name: 'lot intervals',
  text: `
    with lots as (
      select workspace_id, seq, from_credit, to_credit, max(to_credit) over (partition by workspace_id
        order by from_credit, seq rows between unbounded preceding and 1 preceding) as covered
      from credit_lots where workspace_id = any($1::int[]) and to_credit > from_credit
    ), ends as (
      select workspace_id, max(to_credit) as lots_end, sum(granted - taken_back - frozen) as credits
      from credit_lots where workspace_id = any($1::int[]) group by 1
    )
    select workspace_id, 'start of lot ' || l.seq as what, coalesce(l.covered, 0)::text as expected,
      l.from_credit::text as found
    from lots l join credit_accounts a using (workspace_id)
    where l.from_credit < coalesce(l.covered, 0)
      or (l.from_credit > coalesce(l.covered, 0) and l.from_credit > a.extra_expired)
    union all
    select a.workspace_id, what, expected::text, found::text
    from credit_accounts a left join ends e using (workspace_id), lateral (values
      ('end of the last lot', a.extra_end, coalesce(e.lots_end, 0)),
      ('credits in lots', a.extra_end, coalesce(e.credits, 0))
    ) as of(what, expected, found)
    where a.workspace_id = any($1::int[]) and expected <> found`,
}

/**
 * R16: expired credits are gone, the next expiry is known, and no live credits count as expired. A lot that was fully
 * spent when it expired leaves no trace of that, so if the clock was set back it appears to be live.
 */
export const lotExpiry: Check = {
  name: 'lot expiry',
  text: `
    with lots as (
      select a.workspace_id, a.extra_used, a.extra_expired, a.next_lot_expiry, l.seq, l.from_credit, l.to_credit,
        l.expires_at, e.at as last_at, greatest(e.at, a.cycle_start, market_now()) as latest
      from credit_accounts a join credit_lots l using (workspace_id)
      join credit_entries e on e.workspace_id = a.workspace_id and e.seq = a.seq
      where a.workspace_id = any($1::int[]) and l.to_credit > l.from_credit
    )
    select workspace_id, 'unspent in ended lot ' || seq as what, '0' as expected,
      (to_credit - greatest(from_credit, extra_used))::text as found
    from lots where expires_at <= last_at and to_credit > extra_used
    union all
    select workspace_id, 'next end of a lot', min(expires_at)::text, coalesce(min(next_lot_expiry)::text, 'none')
    from lots where to_credit > extra_used and expires_at > last_at
    group by workspace_id having min(next_lot_expiry) is null or min(next_lot_expiry) > min(expires_at)
    union all
    select workspace_id, 'extra credits ended', 'at most ' || min(from_credit), min(extra_expired)::text
    from lots where (expires_at is null or expires_at > latest) and to_credit > extra_used
    group by workspace_id having min(extra_expired) > min(from_credit)`,
}

/** R18: the changes of each lot add up to the lot's own figures. */
export const lotChanges: Check = {
  name: 'lot changes',
  text: `
    with changes as (
      select workspace_id, seq, sum(taken_back) as taken_back, sum(frozen) as frozen from credit_lot_changes
      where workspace_id = any($1::int[]) group by 1, 2
    )
    select workspace_id, 'changes of lot ' || seq as what,
      format('%s taken back, %s frozen', coalesce(c.taken_back, 0), coalesce(c.frozen, 0)) as expected,
      format('%s taken back, %s frozen', l.taken_back, l.frozen) as found
    from credit_lots l left join changes c using (workspace_id, seq)
    where l.workspace_id = any($1::int[])
      and (coalesce(c.taken_back, 0), coalesce(c.frozen, 0)) is distinct from (l.taken_back, l.frozen)`,
}

/** R18: credits that expired with a lot were never spent, and the ledger records that they expired. */
export const lotsExpired: Check = {
  name: 'lots expired',
  text: `
    with ended as (
      select workspace_id, sum(expired) as credits from credit_lots where workspace_id = any($1::int[]) group by 1
    ), entries as (
      select workspace_id, -sum(extra_amount) as credits from credit_entries
      where workspace_id = any($1::int[]) and kind = ${expiry} group by 1
    )
    select workspace_id, 'extra credits that ended with their lots' as what,
      'at most ' || coalesce(n.credits, 0) as expected, e.credits::text as found
    from ended e left join entries n using (workspace_id) where e.credits > coalesce(n.credits, 0)`,
}
