import { CalendarClock } from 'lucide-react'
import Link from 'next/link'
import { ButtonLink } from '@/components/ui/buttons/button'
import { Card, CardHeader } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { countOf, formatCredits, formatDay, formatTime, inDays } from '@/lib/core/text/format'
import type { DashboardView } from '@/lib/dashboard/views'

type Props = Pick<DashboardView, 'comingUp' | 'planned' | 'asOf'> & {
  timeZone: string
  /** What can be spent now; null where the plan has limits instead. */
  leftCredits: number | null
}

/** What goes out next, and what all that is planned will take. */
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
          title="Nothing is scheduled"
          action={
            <ButtonLink href="/campaigns/new" variant="secondary" size="sm">
              New campaign
            </ButtonLink>
          }
          className="px-0 py-4"
        >
          What you schedule goes out at its time, whether you are here or not.
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
          <p className="mt-4 border-t border-line pt-4 text-sm">{plannedWords(planned, leftCredits)}</p>
        </>
      )}
    </Card>
  )
}

function plannedWords({ count, credits, emails }: DashboardView['planned'], leftCredits: number | null) {
  const what = count === 1 ? 'The one that is planned' : `All ${count} that are planned`
  if (leftCredits === null) return `${what}: ${countOf(emails, 'email')}.`
  const cost = `${what}: ${formatCredits(credits)}`
  return leftCredits < credits
    ? `${cost}, and ${formatCredits(leftCredits)} are left now. What cannot be paid when its time comes is not sent.`
    : `${cost} of the ${formatCredits(leftCredits)} left now.`
}
