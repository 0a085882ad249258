import { sql } from 'drizzle-orm'
import { afterAll, describe, expect, it } from 'vitest'
import { disconnect, isPooled, type Queryable, system } from '../../client.ts'
import { inScope, scopeOf } from './scope.ts'

afterAll(() => disconnect())

const whereAmI = (tx: Queryable) =>
  tx.execute<{ role: string; id: string; readOnly: string }>(
    sql`select current_user as role, current_setting('app.workspace_id') as id,
      current_setting('transaction_read_only') as "readOnly"`,
  )

/** In a run of the tests through a pooler, it waits. */
const waits = isPooled()

describe('R35: the scope of a transaction', () => {
  it.each([
    ['at once', waits],
    ['after its scope', true],
  ])('holds from the first statement that is sent %s, also at the same time', async (_, options) => {
    for (const readOnly of [true, false])
      for (let round = 1; round <= 5; round += 1) {
        const ids = Array.from({ length: 30 }, (_, at) => round * 100 + at)
        const rows = await Promise.all(
          ids.map((id) => inScope(system(), scopeOf(id, { readOnly }), { waits: options }, whereAmI)),
        )
        expect(rows.map(([row]) => ({ ...row }))).toEqual(
          ids.map((id) => ({ role: 'market_web', id: String(id), readOnly: readOnly ? 'on' : 'off' })),
        )
      }
  })

  it('ends with the transaction', async () => {
    await inScope(system(), scopeOf(7, { readOnly: true }), { waits }, whereAmI)
    const [after] = await system().execute<{ role: string; id: string; readOnly: string }>(
      sql`select current_user as role, current_setting('app.workspace_id', true) as id,
        current_setting('transaction_read_only') as "readOnly"`,
    )
    expect(after?.role).not.toBe('market_web')
    expect(after).toMatchObject({ id: '', readOnly: 'off' })
  })

  it('lets nothing of the work run if it could not be set, and gives its own error', async () => {
    const ran: unknown[] = []
    const result = await inScope(system(), 'set local role nobody_of_ours', { waits }, async (tx) => {
      const results = await Promise.allSettled([whereAmI(tx), tx.execute(sql`select 1 as one`)])
      ran.push(...results.filter(({ status }) => status === 'fulfilled'))
    }).catch((error: unknown) => error)
    expect(result).toMatchObject({ code: '22023' })
    expect(ran).toEqual([])
    expect(await inScope(system(), scopeOf(7), { waits }, whereAmI)).toHaveLength(1)
  })

  it('gives the error of work that fails before its first statement', async () => {
    const fail = (): Promise<never> => {
      throw new Error('not today')
    }
    await expect(inScope(system(), scopeOf(7), { waits }, fail)).rejects.toThrow('not today')
    expect(await inScope(system(), scopeOf(7), { waits }, whereAmI)).toHaveLength(1)
  })

  it.each([0, -1, 1.5, Number.NaN, 2 ** 53])('refuses %s as the id of a workspace', (id) => {
    expect(() => scopeOf(id)).toThrow('invalid workspace id')
  })
})
