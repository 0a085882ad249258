import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { BrandHead } from '@/components/reports/brand-head'
import { PrintButton } from '@/components/reports/print-button'
import { periodLabel, reportSteps, reportTitle } from '@/components/reports/report-labels'
import { ReportMade } from '@/components/reports/report-made'
import { type OpenLink, ShareCard } from '@/components/reports/share-card'
import { UseMenu } from '@/components/reuse/use-menu'
import { ButtonLink } from '@/components/ui/buttons/button'
import { DownloadLink } from '@/components/ui/download-link'
import { PageHeader } from '@/components/ui/page-header'
import { can } from '@/lib/auth/permissions'
import { env } from '@/lib/core/settings/env'
import { getReport } from '@/lib/reports/get-report'
import { getActiveShare, SHARE_DAYS } from '@/lib/reports/sharing/share-report'
import { brandWithLogo } from '@/lib/workspaces/brand/brand'
import type { Membership } from '@/lib/workspaces/members/membership'
import { viewLoader } from '../../_work/load-view'
import { ProblemState } from '../../_work/problem-state'
import { WorkState } from '../../_work/work-state'
import { cancelReport, retryReport, shareReport, submitReportProblem, unshareReport } from '../actions'

const reportOf = viewLoader(getReport)

export async function generateMetadata({ params }: PageProps<'/reports/[id]'>): Promise<Metadata> {
  return { title: reportTitle((await reportOf((await params).id)).areaName) }
}

export default async function ReportPage({ params }: PageProps<'/reports/[id]'>) {
  const [workspace, report] = await Promise.all([requireWorkspace(), reportOf((await params).id)])
  const { timeZone } = workspace
  return (
    <>
      {report.result && <BrandHead brand={await brandWithLogo(workspace.workspaceId)} />}
      <PageHeader
        title={reportTitle(report.areaName)}
        description={periodLabel(report.periodFrom, report.periodTo)}
        action={
          <div className="flex flex-wrap gap-2 print:hidden">
            {report.result && (
              <DownloadLink href={`/api/reports/${report.id}/pdf`}>Download PDF</DownloadLink>
            )}
            {report.result && <UseMenu source={{ kind: 'report', id: report.id }} />}
            {report.result && <PrintButton />}
            <ButtonLink href="/reports" variant="secondary">
              All reports
            </ButtonLink>
          </div>
        }
      />
      <WorkState
        workspace={workspace}
        kind="report"
        view={report}
        section="Reports"
        steps={reportSteps}
        cancel={cancelReport}
        retry={retryReport}
        action="report.generate"
        change={{ href: '/reports/new', label: 'Change area or period' }}
      />
      {report.result && <ReportMade report={report} result={report.result} timeZone={timeZone} />}
      {report.result && (
        <ShareCard
          id={report.id}
          requestId={randomUUID()}
          share={shareReport}
          revoke={unshareReport}
          open={await shownShare(workspace, report.id)}
          timeZone={timeZone}
          days={SHARE_DAYS}
        />
      )}
      {report.result && (
        <div className="mt-6">
          <ProblemState
            workspace={workspace}
            kind="report"
            id={report.id}
            givenBackFor={report.givenBackFor}
            action={submitReportProblem}
          />
        </div>
      )}
    </>
  )
}

/** The active link. Its address is shown only to members who can share. */
async function shownShare(workspace: Membership, id: string): Promise<OpenLink | null> {
  const open = await getActiveShare(workspace, id)
  if (!open) return null
  const shown = open.token !== null && can(workspace.role, 'reports.share')
  return { until: open.until, href: shown ? `${env().APP_URL}/shared/reports/${open.token}` : null }
}
