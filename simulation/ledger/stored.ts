import type postgres from 'postgres'
import type { Account, Hold, Lot } from '@/lib/credits/model'
import { accountColumns, holdColumns, lotColumns, ms } from '@/lib/credits/posting/rows'

type StoredEntry = {
  seq: number
  at: number
  kind: number
  amount: number
  extraAmount: number
  balanceAfter: number
  key: string
  inputHash: string
  actorId: number
  action: number
  units: number
  rateVersion: number
  subjectKind: number
  subjectId: string
  reason: string | null
  metadata: string | null
}

type StoredUsage = {
  cycleStart: number
  day: string
  action: number
  actorId: number
  credits: number
  times: number
  units: number
}

/** Everything the database stores about one workspace's credits. */
export type Stored = {
  account: Account
  entries: StoredEntry[]
  holds: Hold[]
  lots: Lot[]
  usage: StoredUsage[]
}

const entriesOf = `select e.seq, ${ms('e.at')} as at, e.kind, e.amount, e.extra_amount as "extraAmount",
    e.balance_after as "balanceAfter", e.key::text as key, e.input_hash::text as "inputHash", e.actor_id as "actorId",
    e.action, e.units, e.rate_version as "rateVersion", e.subject_kind as "subjectKind", e.subject_id as "subjectId",
    n.reason, m.metadata::text as metadata
  from credit_entries e left join credit_notes n on n.workspace_id = e.workspace_id and n.seq = e.seq
    left join credit_metadata m on m.workspace_id = e.workspace_id and m.seq = e.seq
  where e.workspace_id = $1 order by e.seq`

const usageOf = `select ${ms('u.cycle_start')} as "cycleStart", u.day::text as day, u.action, u.actor_id as "actorId",
    u.credits, u.times, u.units from credit_usage u where u.workspace_id = $1`

/** In one snapshot, so that nothing changes between tables. */
export async function readStored(sql: postgres.Sql, workspaceId: number): Promise<Stored> {
  return sql.begin('isolation level repeatable read read only', async (tx) => {
    const ask = <Row>(text: string) => tx.unsafe(text, [workspaceId]) as unknown as Promise<Row[]>
    const [account] = await ask<Account>(
      `select ${accountColumns} from credit_accounts a where a.workspace_id = $1`,
    )
    if (!account) throw new Error(`workspace ${workspaceId} has no account`)
    return {
      account,
      entries: await ask<StoredEntry>(entriesOf),
      holds: await ask<Hold>(`select ${holdColumns} from credit_holds h where h.workspace_id = $1`),
      lots: await ask<Lot>(
        `select ${lotColumns} from credit_lots l where l.workspace_id = $1 order by l.seq`,
      ),
      usage: await ask<StoredUsage>(usageOf),
    }
  })
}
