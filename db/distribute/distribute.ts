import type postgres from 'postgres'
import { DISTRIBUTED, REFERENCE } from './distribution.ts'
import { DistributionError, planDistribution, type Step } from './plan.ts'
import { readDistributionState } from './read-state.ts'

/** More than a country's agencies need, and still few enough for a laptop; it can't be changed without a move of all rows. */
export const SHARDS = 32

type Options = {
  shards?: number
  /** Called before each step. */
  onStep?: (step: Step) => void
}

/**
 * The steps that make a database distributed.
 * @throws DistributionError with what to do first
 */
export async function readDistributionPlan(sql: postgres.Sql, shards = SHARDS): Promise<Step[]> {
  const [current] = await sql<{ name: string }[]>`select current_database() as name`
  const state = await readDistributionState(sql)
  return planDistribution(
    state,
    { distributed: [...DISTRIBUTED.keys()], reference: [...REFERENCE] },
    { database: current?.name ?? '', shards },
  )
}

/**
 * Makes a database distributed, one transaction a step. Safe to run again after an interruption, and for tables that a later
 * migration added. The product must not use the database while it runs.
 */
export async function distribute(sql: postgres.Sql, { shards, onStep }: Options = {}): Promise<void> {
  for (const step of await readDistributionPlan(sql, shards)) {
    onStep?.(step)
    await sql.begin(async (tx) => {
      await tx`set local citus.enable_unsafe_triggers = on`
      for (const statement of step.statements) await tx.unsafe(statement)
    })
  }
}

/** Throws if web or worker processes are connected: they would wait for locks and see tables without their guards. */
export async function refuseWhileInUse(sql: postgres.Sql): Promise<void> {
  const [other] = await sql<{ count: number }[]>`
    select count(*)::int as count from pg_stat_activity
    where datname = current_database() and application_name = 'market-trak' and pid <> pg_backend_pid()`
  if (other && other.count > 0)
    throw new DistributionError(
      `The product has ${other.count} open connections to this database. Stop the web and worker processes first.`,
    )
}
