'use server'

import { z } from 'zod'
import { workspaceAction } from '@/app/_lib/actions/workspace-action'
import { noInput } from '@/app/_lib/routes/workspace-route'
import { changeAutoTopUpCard as changeCard } from '@/lib/billing/auto-top-up/card/save-card'
import {
  AutoTopUpInput,
  disableAutoTopUp as disable,
  saveAutoTopUp as save,
} from '@/lib/billing/auto-top-up/save-auto-top-up'

const permission = 'billing.manage'
// A saved card is charged without anyone there, so allowing that requires a recent sign-in. Turning it off needs no proof.
const recentSignIn = true
const revalidate = ['/workspace-settings']

export const saveAutoTopUp = workspaceAction(
  'saveAutoTopUp',
  { input: AutoTopUpInput, permission, limit: 'checkout', revalidate, recentSignIn },
  async (ctx, input) => {
    const saved = await save(ctx, input)
    return saved.kind === 'on' ? { message: 'Auto top-up is on.' } : { redirectTo: saved.url }
  },
)

export const changeAutoTopUpCard = workspaceAction(
  'changeAutoTopUpCard',
  { input: z.object({ requestId: z.uuid() }), permission, limit: 'checkout', recentSignIn },
  async (ctx, input) => ({ redirectTo: (await changeCard(ctx, input)).url }),
)

export const disableAutoTopUp = workspaceAction(
  'disableAutoTopUp',
  { input: noInput, permission, revalidate },
  async (ctx) => {
    await disable(ctx)
    return { message: 'Auto top-up is off.' }
  },
)
