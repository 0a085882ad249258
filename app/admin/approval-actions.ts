'use server'

import { IdInput } from '@/app/_lib/actions/inputs'
import { operatorAction } from '@/app/_lib/actions/operator-action'
import { DecideChangeInput, decideChange, withdrawChange } from '@/lib/operators/approvals/decide-change'

export const decideCatalogChange = operatorAction(
  'decideCatalogChange',
  { input: DecideChangeInput, revalidate: '/admin' },
  async (operator, input) => {
    const { status } = await decideChange(operator, input)
    return {
      message: status === 'applied' ? 'Change approved and saved.' : 'Change rejected. Nothing changed.',
    }
  },
)

export const withdrawCatalogChange = operatorAction(
  'withdrawCatalogChange',
  { input: IdInput, revalidate: '/admin' },
  async (operator, { id }) => {
    await withdrawChange(operator, id)
    return { message: 'Request withdrawn. Nothing changed.' }
  },
)
