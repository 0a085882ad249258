import { ChevronLeft, ChevronRight } from 'lucide-react'
import { ButtonLink } from '@/components/ui/buttons/button'
import { LinkTabs } from '@/components/ui/link-tabs'
import type { CalendarView } from '@/lib/calendar/views'
import { calendarHref, spanTitle } from './calendar-labels'

/** The shown month or week, with links to others so that each has its own URL. */
export function CalendarNav({ view }: { view: CalendarView }) {
  const { span, day, previousDay, nextDay, today } = view
  const spanName = span === 'month' ? 'month' : 'week'
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
      <div className="flex items-center gap-1">
        <ButtonLink
          href={calendarHref(span, previousDay)}
          variant="ghost"
          size="icon"
          aria-label={`Previous ${spanName}`}
        >
          <ChevronLeft aria-hidden="true" />
        </ButtonLink>
        <ButtonLink
          href={calendarHref(span, nextDay)}
          variant="ghost"
          size="icon"
          aria-label={`Next ${spanName}`}
        >
          <ChevronRight aria-hidden="true" />
        </ButtonLink>
        <h2 className="ml-2 font-serif text-2xl tracking-tight">{spanTitle(view)}</h2>
      </div>
      <div className="flex items-center gap-4">
        <LinkTabs
          label="Calendar view"
          tabs={[
            { href: calendarHref('month', day), label: 'Month', current: span === 'month' },
            { href: calendarHref('week', day), label: 'Week', current: span === 'week' },
          ]}
        />
        <ButtonLink href={`${calendarHref(span, today)}#today`} variant="secondary" size="sm">
          Today
        </ButtonLink>
      </div>
    </div>
  )
}
