import type { Metadata } from 'next'
import { summaryOf } from '@/app/_lib/credits'
import { requireUser, requireWorkspace } from '@/app/_lib/workspace-context'
import { BalanceCard } from '@/components/billing/balance/balance-card'
import { ComingUp } from '@/components/dashboard/coming-up'
import { BalanceSkeleton, RowsSkeleton } from '@/components/dashboard/dashboard-skeletons'
import { FeedCard } from '@/components/dashboard/feed-card'
import { GettingStarted } from '@/components/dashboard/getting-started'
import { LatestWorkCard } from '@/components/dashboard/latest-work'
import { RefusedAlerts } from '@/components/dashboard/refused-alerts'
import { StandingAlert } from '@/components/dashboard/standing-alerts'
import { ButtonLink } from '@/components/ui/buttons/button'
import { AsyncSection } from '@/components/ui/loading/async-section'
import { PageHeader } from '@/components/ui/page-header'
import { can } from '@/lib/auth/permissions'
import { readDashboard } from '@/lib/dashboard/read-dashboard'
import type { DashboardView } from '@/lib/dashboard/views'
import type { Membership } from '@/lib/workspaces/members/membership'
import { dismissFirstStep } from './actions'

export const metadata: Metadata = { title: 'Dashboard' }

type Reading = { workspace: Membership; reading: Promise<DashboardView> }

export default async function DashboardPage() {
  const [user, workspace] = await Promise.all([requireUser(), requireWorkspace()])
  // Read once for both columns. Each shows its own loading and error state.
  const reading = readDashboard(workspace)
  reading.catch(() => {})
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
          <AsyncSection what="the balance" loading={<BalanceSkeleton />}>
            <Balance workspace={workspace} />
          </AsyncSection>
          <AsyncSection what="recent work" loading={<RowsSkeleton label="Loading recent work" rows={5} />}>
            <RecentWork workspace={workspace} reading={reading} />
          </AsyncSection>
        </div>
        <AsyncSection
          what="upcoming campaigns"
          loading={<RowsSkeleton label="Loading upcoming campaigns" rows={3} />}
        >
          <Upcoming workspace={workspace} reading={reading} />
        </AsyncSection>
      </div>
    </>
  )
}

async function Balance({ workspace }: Pick<Reading, 'workspace'>) {
  const summary = await summaryOf(workspace)
  return (
    <>
      <StandingAlert summary={summary} />
      <BalanceCard summary={summary} />
    </>
  )
}

async function RecentWork({ workspace, reading }: Reading) {
  const { firstSteps, latest, refused, asOf } = await reading
  return (
    <>
      <RefusedAlerts refused={refused} />
      <GettingStarted
        steps={firstSteps}
        dismiss={can(workspace.role, 'workspace.manage') ? dismissFirstStep : null}
      />
      <LatestWorkCard latest={latest} asOf={asOf} timeZone={workspace.timeZone} />
    </>
  )
}

async function Upcoming({ workspace, reading }: Reading) {
  const { timeZone } = workspace
  const [view, { meters, usage }] = await Promise.all([reading, summaryOf(workspace)])
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
      <ComingUp {...view} timeZone={timeZone} leftCredits={meters ? null : usage.leftCredits} />
      <FeedCard {...view} timeZone={timeZone} />
    </div>
  )
}
