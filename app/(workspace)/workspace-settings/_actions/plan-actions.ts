'use server'

import { z } from 'zod'
import { workspaceAction } from '@/app/_lib/actions/workspace-action'
import { noInput } from '@/app/_lib/routes/workspace-route'
import { billingIntervals } from '@/db/schema/billing/billing'
import { openPortal as open } from '@/lib/billing/customer/portal'
import { changePlan as change } from '@/lib/billing/plan-changes/change-plan'
import { previewChange } from '@/lib/billing/plan-changes/preview-change'
import {
  cancelPlan as cancel,
  keepPlan as keep,
  resumePlan as resume,
} from '@/lib/billing/subscription/keep-plan'
import { wholeNumber } from '@/lib/core/text/input'

const permission = 'billing.manage'
// Buying a pack or a first plan does not need one: the buyer enters or confirms the card on Stripe's page.
const recentSignIn = true
const revalidate = ['/workspace-settings']
const cents = wholeNumber

const WantedPlan = z.object({ planKey: z.string().min(1).max(40), interval: z.enum(billingIntervals) })

export const previewPlanChange = workspaceAction(
  'previewPlanChange',
  { input: WantedPlan, permission, limit: 'stripe-preview' },
  async (ctx, wanted) => ({
    data: await previewChange(ctx, wanted),
  }),
)

const ChangePlan = WantedPlan.extend({
  requestId: z.string().min(16).max(120),
  quotedPriceCents: cents,
  quotedChargeCents: cents,
  prorationAt: wholeNumber,
  start: z.enum(['prorated', 'new-cycle']).default('prorated'),
})

export const changePlan = workspaceAction(
  'changePlan',
  { input: ChangePlan, permission, limit: 'plan-change', revalidate, recentSignIn },
  async (ctx, input) => {
    const outcome = await change(ctx, input)
    if (outcome.kind === 'payment-needed') return { data: { url: outcome.url } }
    return {
      message:
        outcome.kind === 'changed'
          ? 'Plan changed.'
          : 'Your plan will change at the end of the billing period.',
    }
  },
)

export const keepPlan = workspaceAction(
  'keepPlan',
  { input: noInput, permission, limit: 'plan-change', revalidate, recentSignIn },
  async (ctx) => {
    await keep(ctx)
    return { message: 'You’re keeping your current plan.' }
  },
)

export const cancelPlan = workspaceAction(
  'cancelPlan',
  { input: noInput, permission, limit: 'plan-change', revalidate, recentSignIn },
  async (ctx) => {
    await cancel(ctx)
    return { message: 'Your plan will end at the end of the billing period.' }
  },
)

export const resumePlan = workspaceAction(
  'resumePlan',
  { input: noInput, permission, limit: 'plan-change', revalidate, recentSignIn },
  async (ctx) => {
    await resume(ctx)
    return { message: 'Your plan will renew.' }
  },
)

export const openPortal = workspaceAction(
  'openPortal',
  { input: noInput, permission, limit: 'portal', recentSignIn },
  async (ctx) => ({
    redirectTo: (await open(ctx)).url,
  }),
)
