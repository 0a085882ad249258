import type { Metadata } from 'next'
import { z } from 'zod'
import { summaryOf } from '@/app/_lib/credits'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { CalendarBoard } from '@/components/calendar/calendar-board'
import { CalendarNav } from '@/components/calendar/calendar-nav'
import { CalendarSkeleton } from '@/components/calendar/calendar-skeleton'
import { PlanSummary } from '@/components/calendar/plan-summary'
import { ButtonLink } from '@/components/ui/buttons/button'
import { AsyncSection } from '@/components/ui/loading/async-section'
import { PageHeader } from '@/components/ui/page-header'
import { readCalendar } from '@/lib/calendar/read-calendar'
import { shownSpans } from '@/lib/calendar/shown-days'
import type { Membership } from '@/lib/workspaces/members/membership'
import { moveCalendarItem } from './actions'

export const metadata: Metadata = { title: 'Calendar' }

/** Between 2000 and 2999, so that adjacent months also have a year of four digits. */
const Query = z.object({
  view: z.enum(shownSpans).catch('month'),
  day: z.iso
    .date()
    .refine((day) => day > '2000' && day < '2999')
    .optional()
    .catch(undefined),
})
type Query = z.output<typeof Query>

export default async function CalendarPage({ searchParams }: PageProps<'/calendar'>) {
  const workspace = await requireWorkspace()
  const query = Query.parse(await searchParams)
  return (
    <>
      <PageHeader
        title="Calendar"
        description={`Scheduled and sent campaigns and posts. Time zone: ${workspace.timeZone.replaceAll('_', ' ')}.`}
        action={<ButtonLink href="/campaigns/new">New campaign</ButtonLink>}
      />
      <AsyncSection what="the calendar" loading={<CalendarSkeleton />}>
        <Calendar workspace={workspace} query={query} />
      </AsyncSection>
    </>
  )
}

async function Calendar({ workspace, query }: { workspace: Membership; query: Query }) {
  const [view, { nextStep, meters }] = await Promise.all([
    readCalendar(workspace, { span: query.view, day: query.day }),
    summaryOf(workspace),
  ])
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <PlanSummary view={view} nextStep={nextStep} meters={meters} />
      <CalendarNav view={view} />
      <CalendarBoard view={view} move={moveCalendarItem} />
    </div>
  )
}
