import type { PgBoss } from 'pg-boss'
import type { QueueName } from './queues'

/**
 * Workspaces take turns in every queue (R41). A job's turn comes after its workspace's previous waiting job, and not
 * before the queue's current turn. The queue takes the lowest turn first, so a workspace's only job is next even if
 * another workspace has queued a thousand before it. This is start-time fair queueing. Two simultaneous requests may
 * get the same turn, which is harmless.
 */
export async function fairPriority(boss: PgBoss, queue: QueueName, group: string): Promise<number> {
  const { rows } = await boss.getDb().executeSql(TURN, [queue, group])
  const turn = Number((rows[0] as { turn: number } | undefined)?.turn ?? 0)
  // pg-boss takes the highest priority first.
  return -turn
}

const WAITS = `name = $1 and state < 'active' and not blocked and start_after <= now()`
const TURN = `
  select greatest(0,
    (select -priority from pgboss.job where ${WAITS} order by priority desc limit 1),
    (select max(-priority) + 1 from pgboss.job where ${WAITS} and group_id = $2)) as turn`
