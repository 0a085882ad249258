'use server'

import { workspaceAction } from '@/app/_lib/actions/workspace-action'
import { BillingDetailsInput, saveBillingDetails as save } from '@/lib/billing/customer/billing-details'

export const saveBillingDetails = workspaceAction(
  'saveBillingDetails',
  {
    input: BillingDetailsInput,
    permission: 'billing.manage',
    limit: 'billing-details',
    revalidate: ['/workspace-settings'],
  },
  async (ctx, input) => {
    await save(ctx, input)
    return { message: 'Billing details saved. They appear on your next invoice.' }
  },
)
