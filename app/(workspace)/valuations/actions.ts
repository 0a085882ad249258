'use server'

import { z } from 'zod'
import { givenBackWords } from '@/app/_lib/given-back'
import { workspaceAction } from '@/app/_lib/workspace-action'
import { cancelValuation } from '@/lib/valuations/cancel-valuation'
import { RequestValuationInput } from '@/lib/valuations/home-input'
import { reportBrokenValuation } from '@/lib/valuations/report-broken-valuation'
import { requestValuation } from '@/lib/valuations/request-valuation'
import { RetryValuationInput, retryValuation } from '@/lib/valuations/retry-valuation'

const One = z.object({ id: z.uuid() })

export const valueThisHome = workspaceAction(
  { input: RequestValuationInput, permission: 'work.create', revalidate: ['/valuations'] },
  async (ctx, input) => ({ redirectTo: `/valuations/${(await requestValuation(ctx, input)).id}` }),
)

export const stopValuation = workspaceAction(
  { input: One, permission: 'work.create', revalidate: ['/valuations'] },
  async (ctx, input) => {
    await cancelValuation(ctx, input)
    return { redirectTo: `/valuations/${input.id}` }
  },
)

export const retry = workspaceAction(
  { input: RetryValuationInput, permission: 'work.create', revalidate: ['/valuations'] },
  async (ctx, input) => ({ redirectTo: `/valuations/${(await retryValuation(ctx, input)).id}` }),
)

export const reportBroken = workspaceAction(
  { input: One, permission: 'work.create', revalidate: ['/valuations/[id]'] },
  async (ctx, input) => ({ message: givenBackWords(await reportBrokenValuation(ctx, input)) }),
)
