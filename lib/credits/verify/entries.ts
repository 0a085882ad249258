import { entryKinds } from '../model.ts'
import type { Check } from './check.ts'

/**
 * R10: entries are numbered without a gap, and each balance follows from the previous one. Reports the first break and
 * how many follow.
 */
export const chain: Check = {
  name: 'chain',
  text: `
    with steps as (
      select workspace_id, seq, lag(seq, 1, 0) over w + 1 as next_seq, balance_after::bigint as balance,
        lag(balance_after, 1, 0) over w::bigint + amount as next_balance
      from credit_entries where workspace_id = any($1::int[])
      window w as (partition by workspace_id order by seq)
    ), broken as (
      select workspace_id, seq <> next_seq as gap,
        case when seq <> next_seq then array[seq, next_seq, seq] else array[seq, next_balance, balance] end as first
      from steps where seq <> next_seq or balance <> next_balance
    )
    select workspace_id, case when gap then 'entry number' else 'balance after entry ' || (min(first))[1] end
        || case when count(*) > 1 then ' and ' || count(*) - 1 || ' more' else '' end as what,
      (min(first))[2]::text as expected, (min(first))[3]::text as found
    from broken group by workspace_id, gap`,
}

const { charge, capture, allowance, topUp, expiry, pack, promotion, correction, clawBack } = entryKinds

/**
 * Compares the account with sums over its entries, open holds and lots. Together these show that the balance is the sum
 * of the entries (R10), and in which bucket it is not:
 * - every entry records its share of extra credits, so both buckets have their own sum;
 * - a hold moves credits between buckets without an entry, so open holds are added back;
 * - a difference between an account and its holds (or lots) is reported once, not a second time for the same credits.
 */
export const account: Check = {
  name: 'account',
  text: `
    with sums as (
      select workspace_id, max(seq) as last, sum(amount - extra_amount) as allowance,
        coalesce(sum(extra_amount) filter (where kind in (${pack}, ${promotion}, ${clawBack})
          or (kind = ${correction} and amount > 0)), 0) as extra_in,
        coalesce(-sum(extra_amount) filter (where kind in (${charge}, ${capture}, ${expiry})
          or (kind = ${correction} and amount < 0)), 0) as extra_out
      from credit_entries where workspace_id = any($1::int[]) group by 1
    ), open as (
      select workspace_id, sum(amount) as held, sum(from_extra) as extra
      from credit_holds where workspace_id = any($1::int[]) and state = 0 group by 1
    ), set_aside as (
      select workspace_id, sum(frozen) as frozen from credit_lots where workspace_id = any($1::int[]) group by 1
    ), accounts as (
      select a.*, coalesce(s.last, 0) as last, coalesce(s.allowance, 0) as allowance_sum,
        coalesce(s.extra_in, 0) as extra_in, coalesce(s.extra_out, 0) as extra_out,
        coalesce(o.held, 0) as open_held, coalesce(o.extra, 0) as open_extra, coalesce(f.frozen, 0) as lots_frozen
      from credit_accounts a left join sums s using (workspace_id) left join open o using (workspace_id)
      left join set_aside f using (workspace_id)
      where a.workspace_id = any($1::int[])
    )
    select workspace_id, what, expected::text, found::text from accounts, lateral (values
      ('number of the last entry', last, seq, null),
      ('held', open_held, held, null),
      ('frozen', lots_frozen, frozen, null),
      ('allowance left', allowance_sum - open_held + open_extra, allowance_left,
        allowance_sum - held + open_extra),
      ('extra credits granted', extra_in - lots_frozen, extra_end, extra_in - frozen),
      ('extra credits used', extra_out + open_extra, extra_used, null)
    ) as of(what, expected, found, explained)
    where expected <> found and found is distinct from explained`,
}

/** R17: what the running cycle granted, which decides what an upgrade adds. */
export const granted: Check = {
  name: 'granted',
  text: `
    select a.workspace_id, 'granted in this cycle' as what, g.credits::text as expected, a.granted::text as found
    from credit_accounts a
    cross join lateral (
      select max(first_seq) as first_seq from credit_cycles c where c.workspace_id = a.workspace_id
    ) c
    cross join lateral (
      select coalesce(sum(e.amount), 0) as credits from credit_entries e
      where e.workspace_id = a.workspace_id and e.seq >= c.first_seq and e.kind in (${allowance}, ${topUp})
    ) g
    where a.workspace_id = any($1::int[]) and a.granted <> g.credits`,
}
