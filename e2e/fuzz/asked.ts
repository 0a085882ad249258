import { expect } from '@playwright/test'
import type { Answered } from '../access/ask'
import { makeKey, makeWorld, stateOf, type World } from '../access/world'
import { withDatabase } from '../support/agency'
import { expectSafe, isRefused } from './judge'
import type { KnownIds } from './plausible'

/** The workspace that is asked: one for a process, until something led its people away. */
type Asked = { world: World; ids: KnownIds; state: Record<string, string> }
let current: Promise<Asked> | undefined
export const here = () => (current ??= makeAsked())

async function makeAsked(): Promise<Asked> {
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

type Request = (asked: Asked) => Promise<Answered>

/**
 * Asks, judges the answer, and holds the workspace before against the workspace after when it was a no. What was let
 * in before may still be at work in the background, so a change must be seen again in a workspace where nothing is.
 */
export async function tried(request: Request, again = false): Promise<void> {
  const asked = await here()
  const answered = await request(asked)
  expectSafe(answered)
  const after = await stateOf(asked.world.workspaceId)
  const changed = changes(asked.state, after)
  asked.state = after
  if (!isRefused(answered) || changed.length === 0) return
  expect(again ? changed : [], 'what is refused changes nothing').toEqual([])
  await elsewhere()
  await tried(request, true)
}

export async function elsewhere(): Promise<void> {
  current = undefined
  await here()
}

const changes = (before: Record<string, string>, after: Record<string, string>) =>
  Object.keys(after).filter((table) => after[table] !== before[table])

/** A key of its own for each request, so that none is turned away for asking often. */
export async function keyOf(world: World, scope: string): Promise<string> {
  const key = await makeKey(world.people.owner, scope)
  // Its last use is written down in any case, and would be taken for a change.
  await withDatabase(
    (sql) =>
      sql`update api_keys set last_used_at = now() + interval '1 day' where workspace_id = ${world.workspaceId}`,
  )
  const asked = await here()
  asked.state = await stateOf(world.workspaceId)
  return key
}
