import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, disconnect, system } from './client.ts'
import { readMarketNow } from './product-time.ts'

const DAY = 86_400
/** Two connections that stay open while the clock moves, as those of two processes. */
const first = connect({ max: 1 })
const second = connect({ max: 1 })
beforeAll(async () => {
  await first`insert into time_machine default values`
})
afterAll(() => Promise.all([first.end(), second.end(), disconnect()]))

type Sql = typeof first
const daysAhead = async (sql: Sql) => {
  const [row] = await sql<{ days: number }[]>`
    select extract(epoch from market_now() - clock_timestamp())::float8 / ${DAY} as days`
  // Never -0, a moment after the move.
  return Math.round(row?.days ?? Number.NaN) + 0
}
const moveTo = (days: number) => first`update time_machine set offset_seconds = ${days * DAY}`

describe('R53: the product’s clock', () => {
  it('is STABLE and reads no table', async () => {
    await moveTo(3)
    const [found] = await first<{ volatility: string; body: string }[]>`
      select provolatile as volatility, prosrc as body from pg_proc where proname = 'market_now'`
    expect(found?.volatility).toBe('s')
    expect(found?.body).not.toMatch(/\bfrom\b/i)
    const plan = await first`explain (verbose) select market_now()`
    expect(plan.map((row) => row['QUERY PLAN']).join('\n')).not.toMatch(/scan/i)
    await moveTo(0)
  })

  it('is the default of no column together with a volatile function', async () => {
    const volatile = await first<{ expression: string }[]>`
      select pg_get_expr(d.adbin, d.adrelid) as expression from pg_attrdef d join pg_class c on c.oid = d.adrelid
      where c.relnamespace = 'public'::regnamespace and pg_get_expr(d.adbin, d.adrelid) ~ 'clock_timestamp|random\\(\\)'`
    expect(volatile.filter(({ expression }) => expression !== 'gen_random_uuid()')).toEqual([])
  })

  it('moves for connections that are open, for prepared statements, and back', async () => {
    // The driver prepares each statement once and repeats it; PostgreSQL keeps a plan after five times.
    for (let i = 0; i < 8; i += 1) expect(await daysAhead(second)).toBe(0)
    for (const days of [1, 8, 400, 0]) {
      await moveTo(days)
      expect([await daysAhead(first), await daysAhead(second)]).toEqual([days, days])
      const skippedMs = (await readMarketNow(system())).getTime() - Date.now()
      expect(Math.round(skippedMs / 1_000 / DAY) + 0).toBe(days)
    }
  })

  it('stands still for others until the move is committed, and a rollback leaves it', async () => {
    await first
      .begin(async (tx) => {
        await tx`update time_machine set offset_seconds = ${5 * DAY}`
        expect(await daysAhead(second)).toBe(0)
        throw new Error('rolled back')
      })
      .catch((error: Error) => expect(error.message).toBe('rolled back'))
    expect(await daysAhead(first)).toBe(0)
  })

  it('ends where the last of many concurrent moves put it', async () => {
    const moves = Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? first : second))
    await Promise.all(
      moves.map((sql) => sql`update time_machine set offset_seconds = offset_seconds + ${DAY}`),
    )
    await Promise.all(moves.map((sql) => sql`insert into time_machine default values on conflict do nothing`))
    expect(await daysAhead(second)).toBe(20)
    await first`delete from time_machine`
    expect(await daysAhead(second)).toBe(0)
    await first`insert into time_machine default values`
  })

  it('is that of the statement: a statement sent before the lock was free gets the time after it', async () => {
    await first`create table clock_locks (id int primary key)`
    await first`insert into clock_locks values (1)`
    const { promise: held, resolve: isHeld } = Promise.withResolvers<void>()
    const { promise: until, resolve: release } = Promise.withResolvers<void>()
    const holder = first.begin(async (tx) => {
      await tx`select from clock_locks for update`
      isHeld()
      await until
    })
    await held
    // Sent in one go, as the ledger's lanes do.
    const waiter = second.begin((tx) =>
      Promise.all([
        tx`select now() as began`,
        tx`select from clock_locks for update`,
        tx`select market_now() as at`,
      ]),
    )
    await new Promise((resolve) => setTimeout(resolve, 300))
    release()
    await holder
    const [[begin], , [clock]] = await waiter
    expect(new Date(clock?.at).getTime() - new Date(begin?.began).getTime()).toBeGreaterThanOrEqual(250)
    await first`drop table clock_locks`
  })
})
