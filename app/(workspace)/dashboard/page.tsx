import type { Metadata } from 'next'
import { summaryOf } from '@/app/_lib/credits'
import { requireUser, requireWorkspace } from '@/app/_lib/workspace-context'
import { BalanceCard } from '@/components/billing/balance/balance-card'
import { Ahead, StartAndRecentWork } from '@/components/dashboard/card-columns'
import {
  campaignRows,
  feedRows,
  plannedLabel,
  postRows,
  stepRows,
  workRows,
} from '@/components/dashboard/card-rows'
import { RefusedAlerts } from '@/components/dashboard/refused-alerts'
import { StandingAlert } from '@/components/dashboard/standing-alerts'
import { ButtonLink } from '@/components/ui/buttons/button'
import { ReadSection } from '@/components/ui/loading/read-section'
import { type Settled, settle } from '@/components/ui/loading/settled'
import { PageHeader } from '@/components/ui/page-header'
import { can } from '@/lib/auth/permissions'
import { readDashboard } from '@/lib/dashboard/read-dashboard'
import { dismissFirstStep } from './actions'

export const metadata: Metadata = { title: 'Dashboard' }

export default async function DashboardPage() {
  const [user, workspace] = await Promise.all([requireUser(), requireWorkspace()])
  // All of it comes from our database. A page that waits for it is sent in one piece, without placeholders.
  const [balance, dashboard] = await Promise.all([
    settle(summaryOf(workspace)),
    settle(readDashboard(workspace)),
  ])
  const { timeZone } = workspace
  const firstName = user.name.split(' ')[0]
  return (
    <>
      <PageHeader
        title={firstName ? `Hello, ${firstName}` : 'Dashboard'}
        description={`Overview of ${workspace.workspaceName}`}
        action={<ButtonLink href="/reports/new">Create report</ButtonLink>}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
          <ReadSection what="the balance" read={balance}>
            {(summary) => (
              <>
                <StandingAlert summary={summary} />
                <BalanceCard summary={summary} />
              </>
            )}
          </ReadSection>
          <ReadSection what="recent work" read={dashboard}>
            {({ firstSteps, latest, refused, asOf }) => (
              <>
                <RefusedAlerts refused={refused} />
                <StartAndRecentWork
                  steps={stepRows(firstSteps)}
                  dismiss={can(workspace.role, 'workspace.manage') ? dismissFirstStep : null}
                  work={workRows(latest, asOf, timeZone)}
                />
              </>
            )}
          </ReadSection>
        </div>
        <ReadSection what="upcoming campaigns" read={both(dashboard, balance)}>
          {([view, { meters, usage }]) => (
            <Ahead
              campaigns={campaignRows(view, timeZone)}
              planned={plannedLabel(view.planned, meters ? null : usage.leftCredits)}
              feeds={feedRows(view, timeZone)}
              posts={postRows(view.posts)}
            />
          )}
        </ReadSection>
      </div>
    </>
  )
}

function both<A, B>(a: Settled<A>, b: Settled<B>): Settled<[A, B]> {
  if ('error' in a) return a
  return 'error' in b ? b : { value: [a.value, b.value] }
}
