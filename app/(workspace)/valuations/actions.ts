'use server'

import { z } from 'zod'
import { workspaceAction } from '@/app/_lib/workspace-action'
import { cancelValuation } from '@/lib/valuations/cancel-valuation'
import { RequestValuationInput } from '@/lib/valuations/home-input'
import { requestValuation } from '@/lib/valuations/request-valuation'

export const valueThisHome = workspaceAction(
  { input: RequestValuationInput, permission: 'work.create', revalidate: ['/valuations'] },
  async (ctx, input) => ({ redirectTo: `/valuations/${(await requestValuation(ctx, input)).id}` }),
)

export const stopValuation = workspaceAction(
  { input: z.object({ id: z.uuid() }), permission: 'work.create', revalidate: ['/valuations'] },
  async (ctx, input) => {
    await cancelValuation(ctx, input)
    return { redirectTo: `/valuations/${input.id}` }
  },
)
