import { CalendarClock } from 'lucide-react'
import Link from 'next/link'
import { ButtonLink } from '@/components/ui/buttons/button'
import { Card, CardHeader } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { countOf, formatCredits, formatDay, formatTime, inDays } from '@/lib/core/text/format'
import type { DashboardView } from '@/lib/dashboard/views'

type Props = Pick<DashboardView, 'comingUp' | 'planned' | 'asOf'> & {
  timeZone: string
  /** Credits that can be spent now; null if the plan has limits instead. */
  leftCredits: number | null
}

/** The next scheduled campaigns, and what all of them will cost. */
export function ComingUp({ comingUp, planned, asOf, timeZone, leftCredits }: Props) {
  return (
    <Card aria-labelledby="coming-title">
      <CardHeader
        id="coming-title"
        title="Coming up"
        action={
          <Link href="/calendar" className="text-sm font-medium text-brand-ink underline underline-offset-3">
            Calendar
          </Link>
        }
      />
      {comingUp.length === 0 ? (
        <EmptyState
          icon={CalendarClock}
          title="Nothing scheduled"
          action={
            <ButtonLink href="/campaigns/new" variant="secondary" size="sm">
              Create campaign
            </ButtonLink>
          }
          className="px-0 py-4"
        >
          Campaigns you schedule appear here and are sent automatically.
        </EmptyState>
      ) : (
        <>
          <ol className="grid grid-cols-[minmax(0,1fr)] gap-1">
            {comingUp.map(({ id, name, at, recipients }) => (
              <li key={id}>
                <Link
                  href={`/campaigns/${id}`}
                  className="-mx-3 block rounded-control px-3 py-2 transition-colors hover:bg-sunken"
                >
                  <span className="block truncate font-medium">{name}</span>
                  <span className="block text-sm text-muted">
                    {formatDay(at, timeZone)}, {formatTime(at, timeZone)} · {inDays(asOf, at, timeZone)} ·{' '}
                    {countOf(recipients, 'person', 'people')}
                  </span>
                </Link>
              </li>
            ))}
          </ol>
          <p className="mt-4 border-t border-line pt-4 text-sm">{plannedLabel(planned, leftCredits)}</p>
        </>
      )}
    </Card>
  )
}

function plannedLabel({ count, credits, emails }: DashboardView['planned'], leftCredits: number | null) {
  const campaigns = countOf(count, 'scheduled campaign')
  if (leftCredits === null) return `${campaigns}: ${countOf(emails, 'email')}.`
  const cost = `${campaigns} ${count === 1 ? 'needs' : 'need'} ${formatCredits(credits)}`
  return leftCredits < credits
    ? `${cost}, but you have ${formatCredits(leftCredits)} left. Campaigns you can’t pay for won’t be sent.`
    : `${cost}. You have ${formatCredits(leftCredits)} left.`
}
