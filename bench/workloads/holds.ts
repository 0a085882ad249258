import { post } from '@/lib/credits/post'
import { accepted, charge, hold } from '@/lib/credits/testing'
import { differences, openAccounts } from '../accounts.ts'
import type { Bench } from '../bench.ts'
import { drive, interleave, median, ratio } from '../harness.ts'

const load = { callers: 256 }

/**
 * Work that holds first and captures when done, compared with plain charges. A hold and its capture count as two
 * operations.
 */
export async function holds({ sql, report, size }: Bench): Promise<void> {
  report.log('holds: hold then capture, compared with plain charges')
  const [hot = 0] = await openAccounts(sql, 1)
  const forMs = size.roundMs
  const { held, plain } = await interleave(size.rounds, {
    held: async () => {
      const { perSecond } = await drive({ ...load, forMs }, async () => {
        const { holdId } = accepted(await post(hot, hold(1)))
        accepted(await post(hot, { type: 'capture', holdId: holdId ?? '', credits: 1, units: 1 }))
      })
      return perSecond * 2
    },
    plain: async () => (await drive({ ...load, forMs }, () => post(hot, charge(1)))).perSecond,
  })
  report.add('hold then capture compared with charges, one workspace, 256 callers', ratio(held, plain), 'x', {
    atLeast: 0.75,
  })
  report.add('hold then capture, operations', median(held), 'per second')
  for (const difference of await differences(sql)) report.check(false, difference)
}
