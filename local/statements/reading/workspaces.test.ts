import { describe, expect, it } from 'vitest'
import { problemsOf } from '../testing'

describe('a statement that names its workspace', () => {
  it.each([
    ['by a parameter', 'select * from reports where workspace_id = $1 and id = $2'],
    ['by a constant', 'select * from reports r where r.workspace_id = 12'],
    ['by a parameter with a cast', 'select * from "reports" where "reports"."workspace_id" = $1::int'],
    ['with the parameter first', 'select * from reports where $1 = workspace_id'],
    ['as the row of a key', 'select * from reports where (workspace_id, id) = ($1, $2)'],
    ['of the table of workspaces', 'select name from workspaces where id = $1'],
    ['inside parentheses', 'select * from reports where (status = $2 and (workspace_id = $1))'],
    [
      'of a join',
      'select * from posts p join feeds f on f.workspace_id = p.workspace_id where p.workspace_id = $1',
    ],
    [
      'of a join by using',
      'select * from posts join feeds using (workspace_id) where posts.workspace_id = $1',
    ],
    [
      'of a join with the condition in on',
      'select * from posts p join feeds f on f.workspace_id = p.workspace_id and f.workspace_id = $1',
    ],
    [
      'of three tables in a row',
      `select * from posts p join listings l on l.workspace_id = p.workspace_id
       join feeds f on f.workspace_id = l.workspace_id where f.workspace_id = $1`,
    ],
    [
      'of tables in a list',
      'select * from posts p, feeds f where p.workspace_id = $1 and f.workspace_id = $1',
    ],
    [
      'of a left join',
      'select * from posts p left join feeds f on f.workspace_id = p.workspace_id where p.workspace_id = $1',
    ],
    [
      'of a left join with the parameter in on',
      'select * from posts p left join feeds f on f.workspace_id = $1 where p.workspace_id = $1',
    ],
    [
      'with people',
      'select u.email from members m join users u on u.id = m.user_id where m.workspace_id = $1',
    ],
    [
      'through a table of the coordinator',
      'select * from billing_findings f join purchases p on p.workspace_id = f.workspace_id where f.workspace_id = $1',
    ],
    ['in a subquery', 'select * from (select * from reports where workspace_id = $1) r'],
    ['around a subquery', 'select * from (select * from reports) r where r.workspace_id = $1'],
    [
      'around a subquery with another name',
      'select * from (select workspace_id, id from reports) r (w, id) where r.w = $1',
    ],
    [
      'in exists, from around it',
      `select * from campaigns c where c.workspace_id = $1 and exists (select from campaign_recipients r
       where r.workspace_id = c.workspace_id and r.campaign_id = c.id)`,
    ],
    [
      'in not exists, itself',
      'select * from campaigns c where workspace_id = $1 and not exists (select from posts p where p.workspace_id = $1)',
    ],
    ['in a value', 'select (select count(*) from reports where workspace_id = $1) as reports'],
    [
      'through in',
      `select * from reports where workspace_id in (select workspace_id from report_shares where workspace_id = $1)`,
    ],
    [
      'in a lateral join',
      `select * from unnest($2::uuid[]) k (id) cross join lateral
       (select * from reports r where r.workspace_id = $1 and r.id = k.id limit 1) r`,
    ],
    [
      'in a lateral join, from around it',
      `select * from campaigns c cross join lateral (select count(*) from campaign_recipients r
       where r.workspace_id = c.workspace_id) n where c.workspace_id = $1`,
    ],
    [
      'in both parts of a union',
      'select id from posts where workspace_id = $1 union all select id from reports where workspace_id = $1',
    ],
    ['in with', 'with p as (select * from posts where workspace_id = $1) select * from p'],
    [
      'in with, joined by another table',
      `with p as (select workspace_id, id from posts where workspace_id = $1)
       select * from p join listings l on l.workspace_id = p.workspace_id`,
    ],
    [
      'in with, as a value',
      'with p as (select 7 as workspace_id) select * from p join reports r on r.workspace_id = p.workspace_id',
    ],
    [
      'in with, from a union',
      `with p as (select workspace_id from posts where workspace_id = $1 union select workspace_id from reports
       where workspace_id = $1) select * from p join feeds f on f.workspace_id = p.workspace_id`,
    ],
    ['and locks', 'select * from reports where workspace_id = $1 and id = $2 for update skip locked'],
    ['and inserts', 'insert into templates (workspace_id, id) values ($1, $2), ($3, $4)'],
    [
      'and inserts or updates',
      `insert into templates (workspace_id, id) values ($1, $2)
       on conflict (workspace_id, id) do update set name = excluded.name, changed_at = excluded.changed_at`,
    ],
    ['and inserts a new one', 'insert into workspaces (id, name) values (default, $1)'],
    [
      'and inserts with the time as a default',
      'insert into templates (workspace_id, changed_at) values ($1, default)',
    ],
    [
      'and inserts with a random value',
      'insert into templates (workspace_id, id) values ($1, gen_random_uuid())',
    ],
    [
      'and inserts rows of a parameter',
      'insert into posts (workspace_id, id) select $1, g.id from unnest($2::uuid[]) g (id)',
    ],
    [
      'and inserts rows of another table',
      'insert into contact_list_members (workspace_id, contact_id) select c.workspace_id, c.id from contacts c where c.workspace_id = $1',
    ],
    ['and updates', 'update reports set status = $2, finished_at = market_now() where workspace_id = $1'],
    [
      'and updates from a list',
      `update credit_holds t set state = n.state from (select * from unnest($2::uuid[], $3::int[]) u (id, state)) n
       where t.workspace_id = $1 and t.id = n.id`,
    ],
    [
      'and updates from with',
      `with next as (select position as at from campaign_recipients where workspace_id = $1 limit 1 for update skip locked)
       update campaign_recipients set status = 'sending' from next where workspace_id = $1 and position = next.at`,
    ],
    ['and deletes', 'delete from feeds where workspace_id = $1'],
    [
      'and deletes using',
      'delete from posts p using feeds f where f.workspace_id = p.workspace_id and p.workspace_id = $1',
    ],
    [
      'and deletes in with',
      'with gone as (delete from posts where workspace_id = $1 returning id) select count(*) from gone',
    ],
  ])('R53: is fine, %s', (_, text) => {
    expect(problemsOf(text)).toEqual([])
  })

  it.each([
    ['a table of every machine', 'select * from plans join rate_cards on true'],
    ['a table of the coordinator', 'select * from auth_sessions where user_id = $1 for update'],
    ['no table', 'select 1'],
    ['the settings', "set local app.workspace_id = '4'"],
    ['a transaction', 'begin'],
    ['another schema', 'select * from pgboss.job where name = $1'],
    ['the catalog of PostgreSQL', 'select * from pg_class'],
    ['a table of the coordinator that it writes', 'update rate_limits set expires_at = clock_timestamp()'],
  ])('R53: need not name one for %s', (_, text) => {
    expect(problemsOf(text)).toEqual([])
  })
})

describe('a statement that names no workspace', () => {
  it.each([
    ['only its id', 'select * from reports where id = $1', ['reports']],
    ['no condition', 'select * from workspaces', ['workspaces']],
    ['another condition', 'select * from workspaces where name = $1', ['workspaces']],
    ['several workspaces', 'select * from reports where workspace_id = any($1)', ['reports']],
    ['a list of workspaces', 'select * from reports where workspace_id in ($1, $2)', ['reports']],
    ['a range of workspaces', 'select * from reports where workspace_id > $1', ['reports']],
    ['one of two conditions', 'select * from reports where workspace_id = $1 or id = $2', ['reports']],
    ['all other workspaces', 'select * from reports where not (workspace_id = $1)', ['reports']],
    [
      'a setting',
      "select * from reports where workspace_id = current_setting('app.workspace_id')::int",
      ['reports'],
    ],
    ['a subquery', 'select * from reports where workspace_id = (select $1::int)', ['reports']],
    ['a missing value', 'select * from reports where workspace_id = null', ['reports']],
    [
      'one for the first of two tables',
      'select * from posts p, reports r where p.workspace_id = $1',
      ['reports'],
    ],
    [
      'one for the optional table',
      'select * from posts p left join feeds f on f.workspace_id = p.workspace_id and p.workspace_id = $1',
      ['feeds', 'posts'],
    ],
    [
      'one for either side',
      'select * from posts p full join feeds f on f.workspace_id = p.workspace_id and f.workspace_id = $1',
      ['feeds', 'posts'],
    ],
    ['one in a function', 'select * from posts where workspace_id = abs($1)', ['posts']],
    [
      'one only inside exists',
      'select * from campaigns c where exists (select from posts p where p.workspace_id = c.workspace_id and p.workspace_id = $1)',
      ['campaigns'],
    ],
    [
      'one in the first part of a union',
      'select id from posts where workspace_id = $1 union select id from reports',
      ['reports'],
    ],
    [
      'one outside a limit',
      'select * from (select * from posts order by created_at limit 5) p where p.workspace_id = $1',
      ['posts'],
    ],
    [
      'one outside a window',
      'select * from (select p.*, row_number() over (order by created_at) from posts p) p where p.workspace_id = $1',
      ['posts'],
    ],
    [
      'one outside with',
      'with p as (select * from posts) select * from p where workspace_id = $1',
      ['posts'],
    ],
    [
      'one of a list',
      `select * from unnest($1::int[]) k (w) cross join lateral (select * from reports r where r.workspace_id = k.w) r`,
      ['reports'],
    ],
    ['one to insert', 'insert into templates (id) values ($1)', ['templates']],
    [
      'one in every row to insert',
      'insert into templates (workspace_id, id) values ($1, $2), (default, $3)',
      ['templates'],
    ],
    [
      'one of a list to insert',
      'insert into posts (workspace_id) select w from unnest($1::int[]) w',
      ['posts'],
    ],
    [
      'one for rows to insert',
      'insert into webhook_cursors (workspace_id) select workspace_id from webhook_endpoints',
      ['webhook_cursors', 'webhook_endpoints'],
    ],
    ['one to update', "update reports set status = 'failed' where id = $1", ['reports']],
    [
      'one to update from',
      'update posts p set title = l.title from listings l where l.id = p.listing_id and p.workspace_id = $1',
      ['listings'],
    ],
    ['one to delete', 'delete from reports where created_at < $1', ['reports']],
    [
      'one to delete in with',
      'with gone as (delete from posts returning id) select count(*) from gone',
      ['posts'],
    ],
    ['one in a cursor', 'declare c cursor for select * from posts', ['posts']],
    ['one to explain', 'explain select * from posts', ['posts']],
  ])('R53: is found: %s', (_, text, tables) => {
    expect(problemsOf(text)).toContain(`no-workspace: ${tables.join(', ')}`)
  })
})
