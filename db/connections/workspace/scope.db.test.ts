import { sql } from 'drizzle-orm'
import { afterAll, describe, expect, it } from 'vitest'
import { disconnect, type Queryable, system } from '../../client.ts'
import { inScope, READ_SCOPE, SCOPE } from './scope.ts'

afterAll(() => disconnect())

const whereAmI = (tx: Queryable) =>
  tx.execute<{ role: string; id: string; readOnly: string }>(
    sql`select current_user as role, current_setting('app.workspace_id') as id,
      current_setting('transaction_read_only') as "readOnly"`,
  )

describe('R35: the scope of a transaction', () => {
  it('holds from the first statement, before and after the statements are prepared, also at the same time', async () => {
    for (const scope of [SCOPE, READ_SCOPE])
      for (let round = 1; round <= 5; round += 1) {
        const ids = Array.from({ length: 30 }, (_, at) => round * 100 + at)
        const rows = await Promise.all(ids.map((id) => inScope(system(), scope, id, whereAmI)))
        expect(rows.map(([row]) => ({ ...row }))).toEqual(
          ids.map((id) => ({
            role: 'market_web',
            id: String(id),
            readOnly: scope === READ_SCOPE ? 'on' : 'off',
          })),
        )
      }
  })

  it('ends with the transaction', async () => {
    await inScope(system(), READ_SCOPE, 7, whereAmI)
    const [after] = await system().execute<{ role: string; id: string; readOnly: string }>(
      sql`select current_user as role, current_setting('app.workspace_id', true) as id,
        current_setting('transaction_read_only') as "readOnly"`,
    )
    expect(after?.role).not.toBe('market_web')
    expect(after).toMatchObject({ id: '', readOnly: 'off' })
  })

  it('lets nothing of the work run if it could not be set, and gives its own error', async () => {
    const ran: unknown[] = []
    const result = await inScope(
      system(),
      "select set_config('role', 'nobody_' || $1, true)",
      7,
      async (tx) => {
        const results = await Promise.allSettled([whereAmI(tx), tx.execute(sql`select 1 as one`)])
        ran.push(...results.filter(({ status }) => status === 'fulfilled'))
      },
    ).catch((error: unknown) => error)
    expect(result).toMatchObject({ code: '22023' })
    expect(ran).toEqual([])
    expect(await inScope(system(), SCOPE, 7, whereAmI)).toHaveLength(1)
  })

  it('gives the error of work that fails before its first statement', async () => {
    const fail = (): Promise<never> => {
      throw new Error('not today')
    }
    await expect(inScope(system(), SCOPE, 7, fail)).rejects.toThrow('not today')
    expect(await inScope(system(), SCOPE, 7, whereAmI)).toHaveLength(1)
  })

  it.each([0, -1, 1.5, Number.NaN, 2 ** 53])('refuses %s as the id of a workspace', async (id) => {
    await expect(inScope(system(), SCOPE, id, whereAmI)).rejects.toThrow('invalid workspace id')
  })
})
