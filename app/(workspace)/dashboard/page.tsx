import { FileChartColumn } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { summaryOf } from '@/app/_lib/credits'
import { requireUser, requireWorkspace } from '@/app/_lib/workspace-context'
import { BalanceCard } from '@/components/billing/balance-card'
import { GettingStarted, type Step } from '@/components/dashboard/getting-started'
import { ReportList } from '@/components/reports/report-list'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { listReports } from '@/lib/reports/list-reports'

export const metadata: Metadata = { title: 'Dashboard' }

const LATEST_REPORTS = 5

export default async function DashboardPage() {
  const [user, workspace] = await Promise.all([requireUser(), requireWorkspace()])
  const [summary, reports] = await Promise.all([
    summaryOf(workspace),
    listReports(workspace, { limit: LATEST_REPORTS }),
  ])
  const makeReport = <ButtonLink href="/reports/new">New report</ButtonLink>
  const firstName = user.name.split(' ')[0]

  return (
    <>
      <PageHeader
        title={firstName ? `Hello, ${firstName}` : 'Dashboard'}
        description={`What is going on at ${workspace.workspaceName}.`}
        action={makeReport}
      />
      <div className="grid gap-6">
        <BalanceCard summary={summary} />
        <GettingStarted steps={stepsOf(reports.rows.length > 0, summary.plan.status !== 'trialing')} />
        <section aria-labelledby="latest-reports">
          <div className="mb-3 flex items-baseline justify-between gap-4">
            <h2 id="latest-reports" className="text-lg font-semibold">
              Latest reports
            </h2>
            {reports.rows.length > 0 && (
              <Link
                href="/reports"
                className="text-sm font-medium text-brand-ink underline underline-offset-3"
              >
                All reports
              </Link>
            )}
          </div>
          {reports.rows.length > 0 ? (
            <ReportList rows={reports.rows} timeZone={workspace.timeZone} />
          ) : (
            <Card>
              <EmptyState icon={FileChartColumn} title="No reports yet" action={makeReport}>
                Choose an area and a period; the figures, charts and summary take a few seconds.
              </EmptyState>
            </Card>
          )}
        </section>
      </div>
    </>
  )
}

function stepsOf(hasReport: boolean, hasPlan: boolean): Step[] {
  return [
    {
      title: 'Make your first market report',
      hint: 'From recorded sales, with charts and a written summary.',
      href: '/reports/new',
      done: hasReport,
    },
    {
      title: 'Choose a plan',
      hint: 'Before the trial ends; everything you made stays.',
      href: '/workspace-settings?tab=billing#plans',
      done: hasPlan,
    },
  ]
}
