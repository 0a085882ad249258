'use server'

import { z } from 'zod'
import { operatorAction } from '@/app/_lib/actions/operator-action'
import { DecideChangeInput, decideChange, withdrawChange } from '@/lib/operators/approvals/decide-change'

export const decideCatalogChange = operatorAction(
  { where: 'operator:decide-change', input: DecideChangeInput, revalidate: '/admin' },
  async (operator, input) => {
    const { status } = await decideChange(operator, input)
    return { message: status === 'applied' ? 'Approved and saved.' : 'Rejected. Nothing was changed.' }
  },
)

export const withdrawCatalogChange = operatorAction(
  { where: 'operator:withdraw-change', input: z.object({ id: z.uuid() }), revalidate: '/admin' },
  async (operator, { id }) => {
    await withdrawChange(operator, id)
    return { message: 'Withdrawn. Nothing was changed.' }
  },
)
