'use server'

import { z } from 'zod'
import { operatorAction } from '@/app/_lib/actions/operator-action'
import { env } from '@/lib/core/settings/env'
import { countOf, formatMoney } from '@/lib/core/text/format'
import { isUsableInstant, rowNumber } from '@/lib/core/text/input'
import { centsOf } from '@/lib/core/text/money'
import { actionKeys } from '@/lib/credits/shared/actions'
import { MoveSubscribersInput, moveSubscribers } from '@/lib/operators/catalog/moves/move-subscribers'
import { SchedulePackInput, schedulePack, withdrawPack } from '@/lib/operators/catalog/schedule-pack'
import { SchedulePlanInput, schedulePlan, withdrawPlan } from '@/lib/operators/catalog/schedule-plan'
import {
  ScheduleRateCardInput,
  scheduleRateCard,
  withdrawRateCard as withdrawRateCardVersion,
} from '@/lib/operators/catalog/schedule-rate-card'

const NEEDS_APPROVAL =
  'Requested. This is a large change, so another operator needs to approve it on the Approvals page.'

/** A form's date and time in UTC; empty means now. */
const effectiveAt = z
  .string()
  .default('')
  .transform((text, ctx): Date | null => {
    if (text === '') return null
    const at = new Date(text.endsWith('Z') ? text : `${text}Z`)
    if (isUsableInstant(at)) return at
    ctx.addIssue({ code: 'custom', message: 'Enter a date and time.' })
    return z.NEVER
  })

/** An amount as typed, "49" or "49.50", converted to the smallest unit of the catalog's currency. */
const amount = (minCents: number, maxCents: number) =>
  z.string().transform((typed, ctx): number => {
    const currency = env().CATALOG_CURRENCY
    const cents = centsOf(typed, currency)
    if (cents !== null && cents >= minCents && cents <= maxCents) return cents
    const message = `Enter an amount from ${formatMoney(minCents, currency)} to ${formatMoney(maxCents, currency)}.`
    ctx.addIssue({ code: 'custom', message })
    return z.NEVER
  })

const planAmount = amount(100, 10_000_000)

const PlanForm = z
  .looseObject({ monthlyPrice: planAmount, annualPrice: planAmount, effectiveAt })
  .transform(({ monthlyPrice, annualPrice, ...fields }): unknown => ({
    ...fields,
    monthlyPriceCents: monthlyPrice,
    annualPriceCents: annualPrice,
  }))
  .pipe(SchedulePlanInput)

const PackForm = z
  .looseObject({ price: amount(50, 10_000_000), effectiveAt })
  .transform(({ price, ...fields }): unknown => ({ ...fields, priceCents: price }))
  .pipe(SchedulePackInput)

/** Fields named `report.generate:credits` and so on. */
const RateCardForm = z
  .looseObject({ basedOn: z.string(), note: z.string(), effectiveAt })
  .transform(({ basedOn, note, effectiveAt: at, ...fields }): unknown => ({
    basedOn,
    note,
    effectiveAt: at,
    prices: Object.fromEntries(
      actionKeys.map((action) => [
        action,
        {
          credits: fields[`${action}:credits`],
          per: fields[`${action}:per`],
          minimum: fields[`${action}:minimum`],
        },
      ]),
    ),
  }))
  .pipe(ScheduleRateCardInput)

export const saveRateCard = operatorAction(
  'saveRateCard',
  { input: RateCardForm, revalidate: '/admin/rate-card' },
  async (operator, input) => {
    const scheduled = await scheduleRateCard(operator, input)
    return {
      message: scheduled.status === 'waiting' ? NEEDS_APPROVAL : `Saved as version ${scheduled.result}.`,
    }
  },
)

export const withdrawRateCard = operatorAction(
  'withdrawRateCard',
  {
    input: z.object({ version: rowNumber }),
    revalidate: '/admin/rate-card',
  },
  async (operator, { version }) => {
    await withdrawRateCardVersion(operator, version)
    return { message: `Version ${version} withdrawn.` }
  },
)

export const savePlan = operatorAction(
  'savePlan',
  {
    input: PlanForm,
    revalidate: '/admin/catalog',
  },
  async (operator, input) => {
    const { status } = await schedulePlan(operator, input)
    return {
      message:
        status === 'waiting' ? NEEDS_APPROVAL : 'Saved. Existing subscribers keep their current terms.',
    }
  },
)

export const savePack = operatorAction(
  'savePack',
  {
    input: PackForm,
    revalidate: '/admin/catalog',
  },
  async (operator, input) => {
    const { status } = await schedulePack(operator, input)
    return { message: status === 'waiting' ? NEEDS_APPROVAL : 'Saved.' }
  },
)

export const withdrawOffer = operatorAction(
  'withdrawOffer',
  {
    input: z.object({ kind: z.enum(['plan', 'pack']), key: z.string().min(1).max(100) }),
    revalidate: '/admin/catalog',
  },
  async (operator, { kind, key }) => {
    if (kind === 'plan') await withdrawPlan(operator, key)
    else await withdrawPack(operator, key)
    return { message: 'Taken off sale.' }
  },
)

export const movePlanSubscribers = operatorAction(
  'movePlanSubscribers',
  { input: MoveSubscribersInput, revalidate: '/admin/catalog' },
  async (operator, input) => {
    const { workspaces } = await moveSubscribers(operator, input)
    return { message: `Moving ${countOf(workspaces, 'workspace')}. See the progress below.` }
  },
)
