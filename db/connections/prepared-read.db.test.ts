import { sql } from 'drizzle-orm'
import { afterAll, describe, expect, it } from 'vitest'
import { disconnect, readInWorkspace, system } from '../client.ts'
import { type Given, preparedRead } from './prepared-read.ts'

afterAll(() => disconnect())

const catalog = sql`(values ('growth', 'Growth', 149), ('scale', 'Scale', 399)) as plans (key, name, price)`
const columns = {
  plan: { key: sql<string>`plans.key`, name: sql<string>`plans.name` },
  upper: sql<string>`upper(plans.name)`,
}

let built = 0
const plansOver = preparedRead((db, given: Given<'key' | 'least'>) => {
  built += 1
  return db
    .select(columns)
    .from(catalog)
    .where(sql`plans.key = ${given('key')} and plans.price > ${given('least')}::int`)
})
const scope = preparedRead((db, given: Given<'word'>) =>
  db.execute<{ word: string; role: string; id: string }>(
    sql`select ${given('word')}::text as word, current_user as role, current_setting('app.workspace_id', true) as id`,
  ),
)

describe('preparedRead', () => {
  it('gives the same rows as the query that it is built from, and builds it once', async () => {
    const direct = await system().select(columns).from(catalog)
    expect(direct).toHaveLength(2)
    for (const row of direct) {
      const values = { key: row.plan.key, least: 100 }
      expect(await plansOver(system(), values)).toEqual([row])
      expect(await system().transaction((tx) => plansOver(tx, values))).toEqual([row])
    }
    expect(await plansOver(system(), { key: 'growth', least: 200 })).toEqual([])
    expect(built).toBe(1)
  })

  it('R35: runs on the connection that it is given, with its role and its workspace', async () => {
    const rows = await Promise.all(
      [7, 8, 9].map((id) => readInWorkspace(id, (tx) => scope(tx, { word: `of ${id}` }))),
    )
    expect(rows.map(([row]) => row)).toEqual(
      [7, 8, 9].map((id) => ({ word: `of ${id}`, role: 'market_web', id: String(id) })),
    )
    const [outside] = await scope(system(), { word: 'outside' })
    expect(outside?.role).not.toBe('market_web')
    expect(outside?.id ?? '').toBe('')
  })

  it('fails with the error of the database, and for the values of one run only', async () => {
    const half = preparedRead((db, given: Given<'by'>) =>
      db.execute<{ half: number }>(sql`select 1 / ${given('by')}::int as half`),
    )
    await expect(half(system(), { by: 0 })).rejects.toMatchObject({ cause: { code: '22012' } })
    expect([...(await half(system(), { by: 1 }))]).toEqual([{ half: 1 }])
  })
})
