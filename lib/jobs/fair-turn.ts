import type { PgBoss } from 'pg-boss'
import type { QueueName } from './queues'

/**
 * Workspaces take turns in every queue (R41): each job gets a turn, one after its workspace's previous job that waits, and
 * not before the turn that the queue is at. The queue takes the lowest turn first, so the only job of one workspace comes
 * next even when another workspace has put in a thousand before it. This is start-time fair queueing. Two requests at the
 * same moment may get the same turn, which is harmless.
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
