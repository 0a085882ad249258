'use server'

import { z } from 'zod'
import { personAction } from '@/app/_lib/actions/person-action'
import { FactorCode, verifyFactor } from '@/lib/auth/factor/use-factor'
import { readReturn, returnSearch } from './return'

export const verifyCode = personAction(
  'verifyCode',
  {
    input: z.object({
      code: FactorCode,
      returnTo: z.string().max(2_000).optional(),
      tab: z.string().max(10).optional(),
    }),
    revalidate: '/',
    beforeFactor: true,
  },
  async (person, { code, ...query }) => {
    await verifyFactor(person, person.proof.sessionId, code)
    const back = readReturn(query)
    return { redirectTo: back.stays ? `/verify?${returnSearch(back)}` : back.returnTo }
  },
)
