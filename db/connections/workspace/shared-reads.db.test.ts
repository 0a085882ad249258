import { sql } from 'drizzle-orm'
import { afterAll, describe, expect, it } from 'vitest'
import { disconnect, inWorkspace, type Queryable, readInWorkspace, system } from '../../client.ts'
import { statementsOf } from '../testing-statements.ts'

afterAll(() => disconnect())

const scope = (tx: Queryable) =>
  tx.execute<{ role: string; id: string; pid: number }>(
    sql`select current_user as role, current_setting('app.workspace_id') as id, pg_backend_pid() as pid`,
  )

describe('readInWorkspace', () => {
  it('R35: runs with the role and the workspace of its own call, also when workspaces read at the same time', async () => {
    const rows = await Promise.all([7, 8, 7, 9].map((id) => readInWorkspace(id, scope)))
    expect(rows.map(([row]) => [row?.role, row?.id])).toEqual([
      ['market_web', '7'],
      ['market_web', '8'],
      ['market_web', '7'],
      ['market_web', '9'],
    ])
    const [after] = await system().execute<{ role: string; id: string }>(
      sql`select current_user as role, current_setting('app.workspace_id', true) as id`,
    )
    expect(after?.role).not.toBe('market_web')
    expect(after?.id ?? '').toBe('')
  })

  it('sets the role and the workspace once for reads that start together', async () => {
    const sent = await statementsOf(() =>
      Promise.all([1, 2, 3].map(() => readInWorkspace(7, (tx) => scope(tx)))),
    )
    expect(sent.filter((text) => text.startsWith('set local role'))).toHaveLength(1)
    expect(sent).toHaveLength(4)
  })

  it('runs the same function once for all who start it in the same turn, each time for its workspace', async () => {
    const reads: number[] = []
    const counted = async (tx: Queryable, workspaceId: number) => {
      reads.push(workspaceId)
      const [row] = await scope(tx)
      return [row?.id, workspaceId]
    }
    const together = [7, 7, 8, 7].map((id) => readInWorkspace(id, counted))
    expect(await Promise.all(together)).toEqual([
      ['7', 7],
      ['7', 7],
      ['8', 8],
      ['7', 7],
    ])
    expect(reads.toSorted()).toEqual([7, 8])
    await readInWorkspace(7, counted)
    expect(reads).toHaveLength(3)
  })

  it('tells all who started the same function when it fails, and lets it run again', async () => {
    let isBroken = true
    const fragile = (tx: Queryable) => tx.execute(isBroken ? sql`select 1 / 0` : sql`select 1`)
    const results = await Promise.allSettled([7, 7].map((id) => readInWorkspace(id, fragile)))
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    isBroken = false
    expect(await readInWorkspace(7, fragile)).toHaveLength(1)
  })

  it('gives each read its own answer when one of them fails, in the database or in our code', async () => {
    const broken = (tx: Queryable) => tx.execute(sql`select 1 / 0`)
    const refused = async () => Promise.reject(new Error('refused'))
    const results = await Promise.allSettled([
      readInWorkspace(7, scope),
      readInWorkspace(7, broken),
      readInWorkspace(7, refused),
      readInWorkspace(7, scope),
    ])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled'])
    expect(results[2]).toMatchObject({ reason: { message: 'refused' } })
    expect(await readInWorkspace(7, scope)).toHaveLength(1)
  })

  it('can’t write, and inWorkspace still can', async () => {
    const write = (tx: Queryable) =>
      tx.execute(sql`create temporary table scratch on commit drop as select 1 as one`)
    const failed = await readInWorkspace(7, (tx) =>
      tx.execute(sql`update workspaces set name = name where id = 7`),
    ).then(
      () => null,
      (error: Error) => error.cause,
    )
    expect(failed).toMatchObject({ code: '25006' })
    await inWorkspace(7, write)
  })

  it('R41: fails inside a transaction, which would hold two connections', async () => {
    await expect(system().transaction(() => readInWorkspace(7, scope))).rejects.toThrow('second')
  })

  it('refuses an id that is not a workspace’s', async () => {
    for (const id of [0, -1, 1.5, Number.NaN])
      await expect(readInWorkspace(id, scope)).rejects.toThrow('invalid')
  })
})

// Through a pooler, nothing is prepared.
describe.skipIf(process.env.TEST_POOLER)('statements that repeat', () => {
  const prepared = (tx: Queryable, mark: string) =>
    tx.execute<{ statement: string }>(
      sql`select statement from pg_prepared_statements where statement like ${`%${mark}%`}`,
    )

  it('are prepared on the connection that sends them, and give the same rows', async () => {
    await system().transaction(async (tx) => {
      const read = (n: number) => tx.execute<{ n: number }>(sql`select ${n}::int as n, 'sent again' as mark`)
      expect([...(await read(1))]).toEqual([{ n: 1, mark: 'sent again' }])
      const rows = await Promise.all([2, 3, 4, 5].map(read))
      expect(rows.map(([row]) => row?.n)).toEqual([2, 3, 4, 5])
      const found = await prepared(tx, 'sent again')
      expect(found.some(({ statement }) => statement.startsWith('select $1::int'))).toBe(true)
    })
  })

  it('are prepared without parameters too, but several statements in one text are not', async () => {
    await system().transaction(async (tx) => {
      for (let i = 0; i < 5; i += 1) await tx.execute(sql`select 'no parameters' as mark`)
      for (let i = 0; i < 5; i += 1)
        await tx.execute(sql.raw(`select 'two at once' as mark; select 2 as two`))
      expect((await prepared(tx, 'no parameters')).length).toBeGreaterThan(0)
      const two = await prepared(tx, 'two at once')
      expect(two.filter(({ statement }) => statement.includes(';'))).toEqual([])
    })
  })
})
