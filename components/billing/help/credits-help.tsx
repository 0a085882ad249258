import Link from 'next/link'
import { resetLabel, usageLabel } from '@/components/credits/credit-labels'
import { ToneDot } from '@/components/credits/tone-dot'
import { Card, CardHeader } from '@/components/ui/card'
import { type BillingView, billingHref } from '@/lib/billing/shared/billing-address'
import type { CreditsSummary, PackOffer, PlanOffer, RateCardView } from '@/lib/billing/views'
import { formatCredits, formatDate } from '@/lib/core/text/format'
import { OffersHelp } from '../plans/offers-help'
import { HelpTopic } from './help-topic'
import { RateCard } from './rate-card'
import { ResultsHelp } from './results-help'

type CreditsHelpProps = {
  summary: CreditsSummary
  card: RateCardView
  packs: PackOffer[]
  plans: PlanOffer[]
}

/** R26: how credits work. Costs are not written here; they come from the rate card and the catalog. */
export function CreditsHelp({ summary, card, packs, plans }: CreditsHelpProps) {
  const { timeZone } = summary
  const packEndsAt = packs[0]?.endsAt ?? null
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[3fr_2fr]">
      <div className="grid gap-6">
        <YourPlan summary={summary} />
        <HelpTopic id="spending" title="When credits are spent">
          <p>
            The cost of an action is shown next to its button, and that is what you pay. If the price changes
            while the page is open, nothing is charged until you confirm the new price.
          </p>
          <p>
            Credits are held while the work is in progress and spent when it finishes.{' '}
            <strong>Failed work costs nothing</strong>, and partly finished work costs only that part. An
            accidental second click isn’t charged.
          </p>
          <p>Your balance never goes below zero. An action that costs more than you have doesn’t start.</p>
          <p>
            Owners can set a <strong>spending limit</strong> per cycle for a member or an action. Members who
            reach it can ask an owner for more. The billing page shows who changed a limit and when.
          </p>
        </HelpTopic>
        <HelpTopic id="allowance" title="Allowance and extra credits">
          <p>
            A plan includes a monthly <strong>allowance</strong>, also with yearly billing. Unused allowance
            doesn’t roll over to the next month.
          </p>
          <p>
            When your plan renews, we charge your payment method and add the <strong>full allowance</strong>{' '}
            within seconds. If the payment fails or takes longer, as bank debits do, you get a share of the
            allowance first and <strong>the rest when the payment arrives</strong>. After that, new cycles
            don’t include credits until you pay.
          </p>
          <p>
            A <strong>trial</strong> includes credits once and doesn’t reset. When you subscribe, a new cycle
            starts with your plan’s allowance, and unused trial credits expire.
          </p>
          <p>
            <strong>Extra credits</strong> come in packs that owners and admins can buy. They are used after
            the allowance.{' '}
            {packEndsAt
              ? `A pack bought today expires on ${formatDate(packEndsAt, timeZone)}.`
              : 'They never expire.'}
          </p>
          <p>
            When you upgrade, you pay for the days left in the cycle and immediately get the same share of the
            larger allowance, rounded up to a whole credit. With half of the cycle left, you pay half of the
            price difference and get half of the extra credits. You get the full allowance with the next
            cycle. With yearly billing, the share is calculated within the month.
          </p>
          <p>
            If you need the full allowance today, choose <strong>Start a new cycle today</strong> when you
            upgrade a monthly plan. You pay the new plan’s full price, unused credits of the old cycle’s
            allowance expire, and your billing date moves to today.
          </p>
          <p>
            An amount too small to charge is added to your next invoice, and its credits are added when that
            invoice is paid. A downgrade or cancellation takes effect at the end of the billing period.
          </p>
          <p>
            When a pack is refunded, its unspent credits are removed. While a payment is disputed, the unspent
            credits of its pack are frozen.
          </p>
        </HelpTopic>
        <HelpTopic id="bar" title="Colors of the usage bar">
          <ul className="grid gap-1.5">
            <Tone tone="green">Green: less than 60% of this cycle’s credits used.</Tone>
            <Tone tone="orange">Orange: 60% to 80% used.</Tone>
            <Tone tone="red">Red: more than 80% used. The profile menu shows how to get more credits.</Tone>
          </ul>
        </HelpTopic>
        <HelpTopic id="low" title="When credits run low">
          <p>
            You can wait for the reset, buy extra credits or upgrade your plan. Members can ask an owner or
            admin. The billing page forecasts how long your credits will last.
          </p>
          <p>
            <strong>Auto top-up</strong>, off by default, buys a pack with a saved card when your balance
            falls below a level you choose, up to a monthly maximum. In the notification settings you can add
            alert levels of your own.
          </p>
        </HelpTopic>
        <ResultsHelp />
        <HelpTopic id="account" title="Statement">
          <p>
            The statement is a permanent record of every credit added or spent: when, who, for what, and the
            balance after it. You can filter it by action, member and date, and download it as a CSV file.
          </p>
          <p>
            <BillingLink view="statement">Open the statement</BillingLink>
          </p>
        </HelpTopic>
      </div>
      <div className="grid gap-6">
        <Card id="rates" aria-labelledby="help-rates">
          <CardHeader id="help-rates" title="Cost per action" description="Templates are free." />
          <RateCard card={card} timeZone={timeZone} />
        </Card>
        <OffersHelp packs={packs} plans={plans} />
      </div>
    </div>
  )
}

function YourPlan({ summary }: { summary: CreditsSummary }) {
  const { plan, usage, meters } = summary
  return (
    <HelpTopic id="plan" title={`Your plan: ${plan.name}`}>
      {meters ? (
        <p>
          Your plan has monthly limits for reports, emails and contacts instead of credits. The counts reset
          to zero with each cycle.
        </p>
      ) : (
        <p>
          Your plan includes {formatCredits(plan.allowanceCredits)}
          {plan.status === 'trialing' ? ' for the trial' : ' a month'}. {usageLabel(usage)}.
        </p>
      )}
      <p>{resetLabel(summary)}.</p>
      <p>
        <BillingLink>Balance, plan and statement</BillingLink>
      </p>
    </HelpTopic>
  )
}

function Tone({ tone, children }: { tone: 'green' | 'orange' | 'red'; children: React.ReactNode }) {
  return (
    <li className="flex items-baseline gap-2.5">
      <ToneDot tone={tone} />
      {children}
    </li>
  )
}

function BillingLink({ view, children }: { view?: BillingView; children: React.ReactNode }) {
  return (
    <Link href={billingHref(view)} className="font-medium text-brand-ink underline underline-offset-3">
      {children}
    </Link>
  )
}
