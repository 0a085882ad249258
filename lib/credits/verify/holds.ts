import { entryKinds, holdStates } from '../model.ts'
import type { Check } from './check.ts'

/** R13: each captured hold has one entry with the same amount, action and member. */
export const capturedHolds: Check = {
  name: 'captured holds',
  text: `
    select h.workspace_id, 'entry of captured hold ' || h.id as what,
      format('%s for action %s of member %s', -h.captured, h.action, h.actor_id) as expected,
      case when e.seq is null then 'none' else format('%s for action %s of member %s', e.amount, e.action, e.actor_id)
        end as found
    from credit_holds h
    left join credit_entries e on e.workspace_id = h.workspace_id and e.seq = h.entry_seq
      and e.kind = ${entryKinds.capture}
    where h.workspace_id = any($1::int[]) and h.state = ${holdStates.captured}
      and (e.amount, e.action, e.actor_id) is distinct from (-h.captured, h.action, h.actor_id)`,
}

/** R13: conversely, each capture entry belongs to exactly one hold. */
export const captureEntries: Check = {
  name: 'capture entries',
  text: `
    select e.workspace_id, 'holds captured by entry ' || e.seq as what, '1' as expected, count(h.id)::text as found
    from credit_entries e
    left join credit_holds h on h.workspace_id = e.workspace_id and h.entry_seq = e.seq
      and h.state = ${holdStates.captured}
    where e.workspace_id = any($1::int[]) and e.kind = ${entryKinds.capture}
    group by e.workspace_id, e.seq having count(h.id) <> 1`,
}
