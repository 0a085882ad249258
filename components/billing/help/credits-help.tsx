import Link from 'next/link'
import { resetWords, usageWords } from '@/components/credits/credit-labels'
import { ToneDot } from '@/components/credits/tone-dot'
import { Card, CardHeader } from '@/components/ui/card'
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

/** R26: credits in the product's own words. No cost is written here: they come from the rate card and the catalogue. */
export function CreditsHelp({ summary, card, packs, plans }: CreditsHelpProps) {
  const { timeZone } = summary
  const packEndsAt = packs[0]?.endsAt ?? null
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[3fr_2fr]">
      <div className="grid gap-6">
        <YourPlan summary={summary} />
        <HelpTopic id="spending" title="When credits are spent">
          <p>
            The cost of an action stands beside its button, and that is what you pay: if a price changes while
            you look at it, nothing is charged and you are asked again.
          </p>
          <p>
            The cost is held while the work runs and spent when its result is there.{' '}
            <strong>Work that fails costs nothing</strong>, and work that is partly done costs only its part.
            Asking twice by accident is charged once.
          </p>
          <p>
            The balance never goes below zero. An action you cannot afford is refused and changes nothing.
          </p>
          <p>
            An owner can set a <strong>spending limit</strong> for one member, or for everybody with one
            action, per cycle. Anyone who reaches it can ask an owner for more; who raised it, and when,
            stands beside it and in the explanation of the balance.
          </p>
        </HelpTopic>
        <HelpTopic id="allowance" title="Allowance and extra credits">
          <p>
            A plan gives an <strong>allowance</strong> at the start of each month of the billing cycle, with
            yearly billing too. What is unused then does not roll over.
          </p>
          <p>
            When your plan renews, we charge your payment method and the <strong>full allowance</strong> is
            there within seconds. If the payment takes longer, as bank debits do, or fails, you get a share of
            it first and <strong>the rest when the payment arrives</strong>. After that, new cycles get no
            credits until you pay.
          </p>
          <p>
            A <strong>trial</strong> gives its credits once and does not reset. When you subscribe, a new
            cycle starts with your plan’s allowance, and unused trial credits end.
          </p>
          <p>
            <strong>Extra credits</strong> come in packs that owners and admins buy. They are spent after the
            allowance.{' '}
            {packEndsAt
              ? `A pack bought today lasts until ${formatDate(packEndsAt, timeZone)}.`
              : 'They do not end.'}
          </p>
          <p>
            When you upgrade, you pay for the days left in the cycle and immediately get the same share of the
            larger allowance, rounded up to a whole credit. With half of the cycle left, that is half of the
            difference in price for half of the difference in credits. The full allowance comes with the next
            cycle, and with yearly billing the share counts within the month.
          </p>
          <p>
            If you need the whole allowance today, choose <strong>Start a new cycle today</strong> when you
            upgrade a monthly plan. You pay the new plan’s full price, unused credits of the old cycle’s
            allowance expire, and your billing date moves to today.
          </p>
          <p>
            An amount too small to charge goes on your next invoice, and its credits are added when that
            invoice is paid. A smaller plan or a cancellation takes effect at the end of what you paid for.
          </p>
          <p>
            A refund takes back what is unspent of its pack. While a payment is disputed, what is unspent of
            its pack is frozen.
          </p>
        </HelpTopic>
        <HelpTopic id="bar" title="The colours of the bar">
          <ul className="grid gap-1.5">
            <Tone tone="green">Green: under 60 % of this cycle’s credits are used.</Tone>
            <Tone tone="orange">Orange: from 60 to 80 %, both included.</Tone>
            <Tone tone="red">Red: over 80 %. The profile menu then offers the way to more credits.</Tone>
          </ul>
        </HelpTopic>
        <HelpTopic id="low" title="When they run low">
          <p>
            There are three ways on: slow down until the reset, buy extra credits, or move to a bigger plan.
            Members can ask an owner or admin. The billing page says how long the credits last at the pace of
            this cycle.
          </p>
        </HelpTopic>
        <ResultsHelp />
        <HelpTopic id="account" title="Where every credit went">
          <p>
            The statement has a line for every credit that came or went: when, who, what for, and the balance
            after it. Nothing in it is ever changed. It can be narrowed to an action, a member or some days,
            and kept as a file.
          </p>
          <p>
            <BillingLink hash="#statement">Open the statement</BillingLink>
          </p>
        </HelpTopic>
      </div>
      <div className="grid gap-6">
        <Card aria-labelledby="help-rates">
          <CardHeader id="help-rates" title="What actions cost now" description="Templates cost nothing." />
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
          Your plan counts reports, emails and contacts against monthly limits and uses no credits. The counts
          start again at zero with each cycle.
        </p>
      ) : (
        <p>
          It gives {formatCredits(plan.allowanceCredits)}
          {plan.status === 'trialing' ? ' for the trial' : ' a month'}. {usageWords(usage)}.
        </p>
      )}
      <p>{resetWords(summary)}.</p>
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

function BillingLink({ hash = '', children }: { hash?: string; children: React.ReactNode }) {
  return (
    <Link
      href={`/workspace-settings?tab=billing${hash}`}
      className="font-medium text-brand-ink underline underline-offset-3"
    >
      {children}
    </Link>
  )
}
