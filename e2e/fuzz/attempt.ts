import { expect } from '@playwright/test'
import type { Outcome } from '../access/request'
import { makeKey, makeWorld, stateOf, type World } from '../access/world'
import { withDatabase } from '../support/agency'
import { expectSafe, isRefused } from './expect-safe'
import type { KnownIds } from './plausible'

/** The tested workspace: one per process, until its members lose access. */
type Target = { world: World; ids: KnownIds; state: Record<string, string> }
let current: Promise<Target> | undefined
export const currentTarget = () => (current ??= makeTarget())

async function makeTarget(): Promise<Target> {
  const world = await makeWorld({ rowsEach: 50 })
  const rows = await withDatabase(async (sql) => {
    const named = await sql<{ name: string }[]>`select table_name as name from information_schema.columns
      where table_schema = 'public' and column_name = 'id' and data_type = 'uuid' and table_name in
        (select table_name from information_schema.columns where column_name = 'workspace_id') order by 1`
    const found = await Promise.all(
      named.map(
        ({ name }) =>
          sql<{ id: string }[]>`select id from ${sql(name)}
            where workspace_id = ${world.workspaceId} order by id limit 2`,
      ),
    )
    return found.flat().map(({ id }) => id)
  })
  const { workspaceId, people } = world
  const ids = { rows, workspaceId, memberId: people.member.userId }
  return { world, ids, state: await stateOf(workspaceId) }
}

type Request = (target: Target) => Promise<Outcome>

/**
 * Sends a request, checks the response, and if it was refused checks that the workspace did not change. Earlier requests can
 * still run in the background, so a change must be confirmed in a new workspace.
 */
export async function attempt(request: Request, again = false): Promise<void> {
  const target = await currentTarget()
  const outcome = await request(target)
  expectSafe(outcome)
  const after = await stateOf(target.world.workspaceId)
  const changed = changes(target.state, after)
  target.state = after
  if (!isRefused(outcome) || changed.length === 0) return
  expect(again ? changed : [], 'a refused request changes nothing').toEqual([])
  await renewTarget()
  await attempt(request, true)
}

export async function renewTarget(): Promise<void> {
  current = undefined
  await currentTarget()
}

const changes = (before: Record<string, string>, after: Record<string, string>) =>
  Object.keys(after).filter((table) => after[table] !== before[table])

/** A new key for each request, to avoid rate limits. */
export async function keyOf(world: World, scope: string): Promise<string> {
  const key = await makeKey(world.people.owner, scope)
  // Its last use is recorded on every request and would count as a change.
  await withDatabase(
    (sql) =>
      sql`update api_keys set last_used_at = now() + interval '1 day' where workspace_id = ${world.workspaceId}`,
  )
  const target = await currentTarget()
  target.state = await stateOf(world.workspaceId)
  return key
}
