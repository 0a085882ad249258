import { afterAll, expect, test } from 'vitest'
import { connect } from '../client'
import { seedRecordedSales } from './recorded-sales'

const sql = connect({ max: 2 })
afterAll(() => sql.end({ timeout: 5 }))

test('R40: seedSales loads all recorded sales once', async () => {
  await Promise.all([seedRecordedSales(sql), seedRecordedSales(sql)])
  const [found] = await sql`
    select count(*)::int as count, min(sold_on)::text as first, max(sold_on)::text as last,
      sum(price_usd)::bigint::text as volume, count(distinct zip_code)::int as areas,
      min(length(parcel)) as shortest
    from sales`
  expect(found).toEqual({
    count: 18_735,
    first: '2014-05-02',
    last: '2015-03-31',
    volume: expect.stringMatching(/^\d{11}$/),
    areas: 70,
    shortest: 10,
  })
  expect(await seedRecordedSales(sql)).toBe(0)
})
