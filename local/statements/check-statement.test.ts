import { describe, expect, it } from 'vitest'
import { isWrite, shapeOf } from './check-statement'
import { problemsOf } from './testing'

describe('a statement that Citus refuses', () => {
  it.each([
    [
      'locks several',
      'select * from reports where workspace_id = any($1) for update',
      'locks-several: reports',
    ],
    [
      'locks several in a subquery',
      `update reports set status = 'x' where workspace_id = $1 and id in
      (select id from reports where status = 'queued' for update skip locked)`,
      'locks-several: reports',
    ],
    ['shares several', 'select * from members where user_id = $1 for share', 'locks-several: members'],
    [
      'joins by another column',
      'select * from members m join invitations i on i.invited_by = m.user_id',
      'joined-on-other: invitations, members',
    ],
    [
      'joins a subquery by another column',
      'select * from members m where exists (select from posts p where p.approved_by = m.user_id)',
      'joined-on-other: members, posts',
    ],
    [
      'counts for each row of another table',
      'select p.key, (select count(*) from subscriptions s where s.plan_key = p.key) from plans p',
      'correlated-subquery: subscriptions',
    ],
    ['moves a row', 'update reports set workspace_id = $2 where workspace_id = $1', 'moves-row: reports'],
    [
      'moves a row that exists',
      'insert into reports (workspace_id, id) values ($1, $2) on conflict (workspace_id, id) do update set workspace_id = $3',
      'moves-row: reports',
    ],
    [
      'writes a random value',
      'update reports set summary = random()::text where workspace_id = $1',
      'volatile-write: random',
    ],
    [
      'compares a random value',
      'delete from reports where workspace_id = $1 and random() < 0.5',
      'volatile-write: random',
    ],
    [
      'selects a random value to insert',
      'insert into posts (workspace_id, id) select $1, gen_random_uuid() from listings where workspace_id = $1',
      'volatile-write: gen_random_uuid',
    ],
    [
      'writes the clock to every machine',
      'update plans set retired_at = clock_timestamp()',
      'volatile-write: clock_timestamp',
    ],
    [
      'sets the time of a row that exists',
      'insert into templates (workspace_id) values ($1) on conflict (workspace_id) do update set changed_at = market_now()',
      'mutable-upsert: market_now',
    ],
    [
      'compares the time of a row that exists',
      `insert into templates (workspace_id) values ($1) on conflict (workspace_id) do update set name = excluded.name
       where templates.changed_at < current_timestamp`,
      'mutable-upsert: current_timestamp',
    ],
    [
      'extends the time of a row that exists',
      `insert into templates (workspace_id) values ($1) on conflict (workspace_id) do update
       set changed_at = templates.changed_at + interval '1 day'`,
      'mutable-upsert: interval',
    ],
    [
      'returns the time',
      'update reports set status = $2 where workspace_id = $1 returning market_now() as at',
      'mutable-returning: market_now',
    ],
    [
      'chooses the time',
      'update reports set finished_at = coalesce(finished_at, market_now()) where workspace_id = $1',
      'stable-in-case: market_now',
    ],
    [
      'compares with the time in a case',
      `update posts set status = case when scheduled_at < now() then 'late' else 'due' end where workspace_id = $1`,
      'stable-in-case: now',
    ],
    [
      'extends a column in a condition',
      `delete from posts where workspace_id = $1 and scheduled_at + interval '6 hours' < now()`,
      'stable-of-column: interval',
    ],
    [
      'extends the time by a column',
      'update feeds set next_pull_at = market_now() + make_interval(mins => pull_every_minutes) where workspace_id = $1',
      'stable-of-column: interval',
    ],
    [
      'adds the lifetime in columns to the time',
      'update api_keys set expires_at = market_now() + (expires_at - created_at) where workspace_id = $1',
      'stable-of-column: interval',
    ],
    [
      'changes a person if a workspace has a row',
      'update users set current_workspace_id = $1 where id = $2 and exists (select from posts where workspace_id = $1)',
      'workspace-in-shared-write: posts',
    ],
    [
      'formats a column',
      `update reports set summary = to_char(created_at, 'YYYY') where workspace_id = $1`,
      'stable-of-column: to_char',
    ],
    [
      'inserts the result of a subquery',
      'insert into posts (workspace_id, title) values ($1, (select max(title) from posts where workspace_id = $1))',
      'subquery-in-insert: posts',
    ],
    [
      'updates with a subquery if the row exists',
      `insert into contacts (workspace_id, tags) values ($1, $2) on conflict (workspace_id) do update
       set tags = array(select distinct unnest(contacts.tags || excluded.tags))`,
      'subquery-in-insert: contacts',
    ],
    [
      'writes what the coordinator has',
      'update posts set title = $2 where workspace_id = $1 and exists (select from auth_sessions)',
      'local-in-write: auth_sessions',
    ],
    ['is not SQL', 'selekt 1', 'not-parsed: syntax error at or near "selekt"'],
  ])('R53: is found: it %s', (_, text, problem) => {
    expect(problemsOf(text)).toContain(problem)
  })

  it.each([
    [
      'counts in its workspace for each row of another table',
      'select p.key, (select count(*) from subscriptions s where s.plan_key = p.key and s.workspace_id = $1) from plans p',
    ],
    [
      'takes the time from a column, or adds a number to it',
      'update posts set title = $2, tries = tries + 1 where workspace_id = $1 and market_now() - scheduled_at > $3',
    ],
    [
      'moves the other side of a comparison',
      `delete from posts where workspace_id = $1 and scheduled_at < now() - interval '6 hours'`,
    ],
    [
      'takes the earlier time',
      'update reports set finished_at = least(finished_at, market_now()) where workspace_id = $1',
    ],
    [
      'subtracts times',
      `update posts set title = '' where workspace_id = $1 and market_now() - scheduled_at > make_interval(hours => hours)`,
    ],
    ['sorts by chance what it reads', 'select * from posts where workspace_id = $1 order by random()'],
    [
      'adds to what exists',
      'insert into posts (workspace_id, n) values ($1, 1) on conflict (workspace_id) do update set n = posts.n + excluded.n',
    ],
    [
      'keeps the workspace',
      'insert into posts (workspace_id) values ($1) on conflict (workspace_id) do update set workspace_id = excluded.workspace_id',
    ],
    [
      'reads what the coordinator has',
      'select * from members m join auth_sessions s using (user_id) where m.workspace_id = $1',
    ],
  ])('R53: is not one that %s', (_, text) => {
    expect(problemsOf(text)).toEqual([])
  })
})

describe('shapes of statements', () => {
  it('R53: are the same for any number of rows and values', () => {
    const rows = (count: number) =>
      `insert into t (a, b) values ${Array.from({ length: count }, (_, i) => `($${i * 2 + 1}, default, $${i * 2 + 2})`).join(', ')}`
    expect(shapeOf(rows(300))).toBe(shapeOf(rows(1)))
    const list = (count: number) =>
      `select 1 where a in (${Array.from({ length: count }, (_, i) => `$${i + 1}`).join(', ')})`
    expect(shapeOf(list(40))).toBe(shapeOf(list(2)))
    expect(shapeOf(list(2))).not.toBe(shapeOf(list(1)))
  })

  it('R53: keep the place of each column', () => {
    expect(shapeOf('insert into t (a, b, c) values ($1, $2, $3)')).toBe(
      'insert into t (a, b, c) values ($1, $1, $1)',
    )
  })

  it('R53: are known as reads and writes', () => {
    expect(isWrite('  with a as (select 1) update t set b = 1')).toBe(true)
    expect(isWrite('delete from t')).toBe(true)
    expect(isWrite('select "updated_at" from t')).toBe(false)
  })
})
