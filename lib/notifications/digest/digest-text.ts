import type { PlanComparison, PlanCost } from '@/lib/billing/digest/cheapest-plan'
import type { NoSuggestion, UsageDigest } from '@/lib/billing/digest/usage-digest'
import {
  countOf,
  formatCredits,
  formatDate,
  formatDay,
  formatMoney,
  formatNumber,
} from '@/lib/core/text/format'
import type { EmailSection } from '@/lib/email/content'

/** A digest in words, the same in its email and on its page. Pure. */
export type DigestText = { title: string; paragraphs: string[]; sections: EmailSection[] }

type Reader = {
  timeZone: string
  /** Costs of plans are for those who can change the plan (R31). */
  seesCosts: boolean
}

const MOST_LINES = 10

export function digestText(digest: UsageDigest, { timeZone, seesCosts }: Reader): DigestText {
  const on = (instant: string) => formatDate(instant, timeZone)
  const title = `Your usage from ${on(digest.startsAt)} to ${on(digest.endsAt)}`
  const suggestion = seesCosts ? [suggestionSection(digest)] : []
  if (digest.mode === 'limits') {
    return {
      title,
      paragraphs: [`You’re on ${digest.planName}, which has monthly limits instead of credits.`],
      sections: [limitsSection(digest), ...suggestion],
    }
  }
  const { byMember, byAction, largest } = digest
  return {
    title,
    paragraphs: [summary(digest), ...expired(digest)],
    sections: [
      creditsBy(
        'By member',
        byMember.map(({ name, credits }) => ({ label: name, credits })),
      ),
      creditsBy(
        'By action',
        byAction.map(({ label, credits, times }) => ({
          label: `${label} (${formatNumber(times)})`,
          credits,
        })),
      ),
      {
        title: 'Largest uses',
        lines: largest.map(({ at, what, who, credits }) => ({
          label: `${what}, ${who}, ${formatDay(at, timeZone)}`,
          value: formatCredits(credits),
        })),
      },
      runningSection(digest, on),
      ...suggestion,
    ].filter(({ lines, notes }) => lines.length > 0 || (notes ?? []).length > 0),
  }
}

function summary({ usedCredits, previousCredits }: UsageDigest): string {
  const used = `${formatCredits(usedCredits)} used`
  if (previousCredits === null) return `${used}.`
  const change = usedCredits - previousCredits
  if (change === 0) return `${used}, as many as in the previous cycle.`
  const percent = previousCredits > 0 ? ` (${changeLabel(usedCredits, previousCredits)})` : ''
  return `${used}, ${formatNumber(Math.abs(change))} ${change > 0 ? 'more' : 'fewer'} than in the previous cycle${percent}.`
}

/** "+25%", "−8%", "less than +1%". */
function changeLabel(now: number, before: number): string {
  const percent = Math.round((Math.abs(now - before) / before) * 100)
  const sign = now > before ? '+' : '−'
  return percent === 0 ? `less than ${sign}1%` : `${sign}${formatNumber(percent)}%`
}

function expired({ expiredAllowanceCredits: allowance, expiredExtraCredits: extra }: UsageDigest): string[] {
  if (allowance === 0 && extra === 0) return []
  if (extra === 0) return [`${formatCredits(allowance)} of the allowance expired unused.`]
  if (allowance === 0) return [`${countOf(extra, 'extra credit')} expired unused.`]
  return [
    `${formatCredits(allowance)} of the allowance and ${countOf(extra, 'extra credit')} expired unused.`,
  ]
}

function creditsBy(title: string, rows: { label: string; credits: number }[]): EmailSection {
  const shown = rows.length > MOST_LINES ? rows.slice(0, MOST_LINES - 1) : rows
  const others = rows.slice(shown.length)
  const lines = shown.map(({ label, credits }) => ({ label, value: formatCredits(credits) }))
  if (others.length === 0) return { title, lines }
  const credits = others.reduce((total, row) => total + row.credits, 0)
  return { title, lines: [...lines, { label: `${others.length} others`, value: formatCredits(credits) }] }
}

function limitsSection({ limits }: UsageDigest): EmailSection {
  return {
    title: 'Used in this cycle',
    lines: limits.map(({ metric, used, limit }) => ({
      label: `${metric.slice(0, 1).toUpperCase()}${metric.slice(1)}`,
      value: `${formatNumber(used)} of ${formatNumber(limit)}`,
    })),
  }
}

function runningSection({ running }: UsageDigest, on: (instant: string) => string): EmailSection {
  if (!running) return { title: 'Current cycle', lines: [] }
  const { leftCredits, extraCredits, resetsAt, forecast } = running
  return {
    title: 'Current cycle',
    lines: [
      { label: 'Credits left', value: formatNumber(leftCredits) },
      { label: 'Of these, extra credits', value: formatNumber(extraCredits) },
      { label: 'Cycle ends', value: on(resetsAt) },
    ],
    notes: [forecastLabel(forecast, resetsAt, on)],
  }
}

type Running = NonNullable<UsageDigest['running']>

function forecastLabel(
  forecast: Running['forecast'],
  resetsAt: string,
  on: (instant: string) => string,
): string {
  // A day of the workspace: noon is on the same date in each of its time zones.
  const day = (date: string) => formatDate(`${date}T12:00:00Z`, 'UTC')
  if (forecast.kind === 'too-early') return 'Forecast: not enough data yet.'
  if (forecast.kind === 'runs-out')
    return `Forecast: at this pace, your credits run out on ${day(forecast.on)}. You’d be about ${formatCredits(forecast.shortCredits)} short.`
  const { expected, low, high } = forecast.leftAtEnd
  const range = low === high ? '' : ` (${formatNumber(low)} to ${formatNumber(high)})`
  const risk = forecast.mayRunOutOn
    ? ` If usage picks up, they could run out as early as ${day(forecast.mayRunOutOn)}.`
    : ''
  return `Forecast: at this pace, you’ll have about ${formatCredits(expected)} left on ${on(resetsAt)}${range}.${risk}`
}

const noSuggestion: Record<NoSuggestion, string> = {
  trial: 'You’re on a trial. We compare plans after your first full cycle on a paid plan.',
  limits: 'Your plan has monthly limits. Only plans with credits can be compared by the credits used.',
  'too-early': 'We compare plans after your first full cycle on a paid plan.',
}

function suggestionSection({ suggestion, currency }: UsageDigest): EmailSection {
  if (suggestion.kind === 'none')
    return { title: 'Cheapest plan', lines: [], notes: [noSuggestion[suggestion.reason]] }
  const { comparison } = suggestion
  const cycles = comparison.usedCredits.length
  const used = listOf(comparison.usedCredits.map(formatNumber))
  return {
    title: `Cheapest plan for your last ${cycles === 1 ? 'cycle' : `${cycles} cycles`}`,
    lines: comparison.costs.map((cost, index) => ({
      label: index === 0 && comparison.result !== 'none' ? `${cost.name} (your plan)` : cost.name,
      value: costLabel(cost, comparison, currency),
    })),
    notes: [
      verdict(comparison, currency),
      `You used ${used} credits. Costs are at today’s prices${comparison.interval === 'year' ? ' for yearly billing' : ''}, before tax, with the cheapest packs for usage beyond each plan’s allowance.`,
    ],
  }
}

/** "3 × $49 + $540 for packs = $687". */
function costLabel(cost: PlanCost, comparison: PlanComparison, currency: string): string {
  const money = (cents: number) => formatMoney(cents, currency)
  const cycles = comparison.usedCredits.length
  // A twelfth of a yearly price is rounded, so its multiple need not be the sum.
  const plan =
    comparison.interval === 'year' ? money(cost.planCents) : `${cycles} × ${money(cost.pricePerCycleCents)}`
  if (cost.packsCents === 0)
    return comparison.interval === 'year' ? plan : `${plan} = ${money(cost.totalCents)}`
  return `${plan} + ${money(cost.packsCents)} for packs = ${money(cost.totalCents)}`
}

function verdict({ result, best, costs, savedCents }: PlanComparison, currency: string): string {
  const money = (cents: number) => formatMoney(cents, currency)
  if (result === 'none') return 'Your plan can’t be compared, because packs on sale don’t cover your usage.'
  const [own] = costs
  if (!best || !own) return 'Your plan is the cheapest.'
  const packs = best.packsCents > 0 ? ` (${money(best.planCents)} + packs ${money(best.packsCents)})` : ''
  const ownCost =
    own.packsCents > 0
      ? `${money(own.planCents)} + packs ${money(own.packsCents)} = ${money(own.totalCents)}`
      : money(own.totalCents)
  return `You would have paid ${money(best.totalCents)} on ${best.name}${packs} instead of ${ownCost} on ${own.name}: ${money(savedCents)} less.`
}

function listOf(values: readonly string[]): string {
  if (values.length < 2) return values.join('')
  return `${values.slice(0, -1).join(', ')} and ${values.at(-1)}`
}
