import Link from 'next/link'
import { resetWords, usageWords } from '@/components/credits/credit-words'
import { Card, CardHeader } from '@/components/ui/card'
import type { CreditsSummary, RateCardView } from '@/lib/billing/views'
import { formatCredits, formatDate } from '@/lib/core/format'
import { RateCard } from './rate-card'

type CreditsHelpProps = {
  summary: CreditsSummary
  card: RateCardView
  /** Until when a pack bought now would last; null: it never ends. */
  packEndsAt: string | null
}

/** R26: credits in the product's own words. No cost is written here: they come from the rate card. */
export function CreditsHelp({ summary, card, packEndsAt }: CreditsHelpProps) {
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[3fr_2fr]">
      <div className="grid gap-6">
        <YourPlan summary={summary} />
        <Card aria-labelledby="help-spending">
          <CardHeader id="help-spending" title="When credits are spent" />
          <Words>
            <p>
              The cost of an action stands beside its button, and that is what you pay: if a price changes
              while you look at it, nothing is charged and you are asked again.
            </p>
            <p>
              The cost is held while the work runs and spent when its result is there.{' '}
              <strong>Work that fails costs nothing</strong>, and work that is partly done costs only its
              part.
            </p>
            <p>
              The balance never goes below zero. An action you cannot afford is refused and changes nothing.
            </p>
          </Words>
        </Card>
        <Card aria-labelledby="help-allowance">
          <CardHeader id="help-allowance" title="Allowance and extra credits" />
          <Words>
            <p>
              Your plan gives an <strong>allowance</strong> at the start of each month of your billing cycle.
              What is unused then does not roll over.
            </p>
            <p>
              <strong>Extra credits</strong> come in packs that owners and admins buy. They are spent after
              the allowance.{' '}
              {packEndsAt
                ? `A pack bought today lasts until ${formatDate(packEndsAt, summary.timeZone)}.`
                : 'They do not end.'}
            </p>
            <p>
              Moving to a bigger plan adds the difference in allowance at once. A smaller plan begins with the
              next cycle.
            </p>
          </Words>
        </Card>
        <Card aria-labelledby="help-bar">
          <CardHeader id="help-bar" title="The colours of the bar" />
          <Words>
            <p>
              Under 60 % used it is green, from 60 to 80 % orange, above that red. When it is red, the profile
              menu offers the way to more credits.
            </p>
          </Words>
        </Card>
      </div>
      <Card aria-labelledby="help-rates">
        <CardHeader id="help-rates" title="What actions cost now" description="Templates cost nothing." />
        <RateCard card={card} timeZone={summary.timeZone} />
      </Card>
    </div>
  )
}

function YourPlan({ summary }: { summary: CreditsSummary }) {
  const { plan, usage, meters } = summary
  return (
    <Card aria-labelledby="help-plan">
      <CardHeader id="help-plan" title={`Your plan: ${plan.name}`} />
      <Words>
        {meters ? (
          <p>
            Your plan counts reports, emails and contacts against monthly limits and uses no credits. The
            counts start again at zero with each cycle.
          </p>
        ) : (
          <p>
            It gives {formatCredits(plan.allowanceCredits)}
            {plan.status === 'trialing' ? ' for the trial' : ' a month'}. {usageWords(usage)}.
          </p>
        )}
        <p>{resetWords(summary)}.</p>
        <p>
          <Link
            href="/workspace-settings?tab=billing"
            className="font-medium text-brand-ink underline underline-offset-3"
          >
            Balance, plan and statement
          </Link>
        </p>
      </Words>
    </Card>
  )
}

function Words({ children }: { children: React.ReactNode }) {
  return <div className="max-w-prose space-y-3 leading-relaxed">{children}</div>
}
