import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import Link from 'next/link'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { AgentCard } from '@/components/agents/agent-card'
import { EditableTitle } from '@/components/paid-work/editable-title'
import { BrandHead } from '@/components/reports/brand-head'
import { PrintButton } from '@/components/reports/print-button'
import { periodLabel, reportSteps, reportTitle } from '@/components/reports/report-labels'
import { ReportMade } from '@/components/reports/report-made'
import { ShareCard } from '@/components/reports/share-card'
import { UseMenu } from '@/components/reuse/use-menu'
import { ButtonLink } from '@/components/ui/buttons/button'
import { DownloadLink } from '@/components/ui/download-link'
import { PageHeader } from '@/components/ui/page-header'
import { readMarketNow } from '@/db/product-time'
import { SHARE_DAYS } from '@/lib/paid-work/sharing/share'
import { getReport } from '@/lib/reports/get-report'
import { ageOfFigures, placeOf } from '@/lib/reports/shared/labels'
import { reportSharing } from '@/lib/reports/sharing/share-report'
import type { ReportView } from '@/lib/reports/views'
import { readShownAgent } from '@/lib/workspaces/agent-card/agent-card'
import { brandWithLogo, readBrand } from '@/lib/workspaces/brand/brand'
import type { Membership } from '@/lib/workspaces/members/membership'
import { DeleteWork } from '../../_work/delete-work'
import { viewLoader } from '../../_work/load-view'
import { ProblemState } from '../../_work/problem-state'
import { shownShare } from '../../_work/shown-share'
import { WorkState } from '../../_work/work-state'
import {
  cancelReport,
  deleteReport,
  renameReport,
  retryReport,
  shareReport,
  submitReportProblem,
  unshareReport,
} from '../actions'

const reportOf = viewLoader(getReport)

/** What a member called it, or what it is about. */
const titleOf = ({ title, areaName }: ReportView) => title ?? reportTitle(areaName)

export async function generateMetadata({ params }: PageProps<'/reports/[id]'>): Promise<Metadata> {
  return { title: titleOf(await reportOf((await params).id)) }
}

export default async function ReportPage({ params }: PageProps<'/reports/[id]'>) {
  const [workspace, report] = await Promise.all([requireWorkspace(), reportOf((await params).id)])
  const { timeZone } = workspace
  return (
    <>
      {report.result && <BrandHead brand={await brandWithLogo(workspace.workspaceId)} />}
      <PageHeader
        title={titleOf(report)}
        heading={<EditableTitle id={report.id} title={titleOf(report)} rename={renameReport} />}
        description={[
          report.result && placeOf(report.result.figures),
          periodLabel(report.periodFrom, report.periodTo),
        ]
          .filter(Boolean)
          .join(' · ')}
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
      {report.result && (
        <ReportMade
          report={report}
          result={report.result}
          timeZone={timeZone}
          age={ageOfFigures(report.result.figures, await readMarketNow())}
          agent={await authorCard(workspace, report)}
        />
      )}
      {report.result && (
        <ShareCard
          id={report.id}
          requestId={randomUUID()}
          share={shareReport}
          revoke={unshareReport}
          open={await shownShare(reportSharing, '/shared/reports', workspace, report.id)}
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
      <DeleteWork view={report} name="report" remove={deleteReport} />
    </>
  )
}

/** The author's card as clients see it, or a way to fill in one's own. */
async function authorCard({ workspaceId, userId }: Membership, { authorId, areaName }: ReportView) {
  const [agent, brand] = await Promise.all([readShownAgent(workspaceId, authorId), readBrand(workspaceId)])
  if (agent) return <AgentCard agent={agent} agencyName={brand.agencyName} about={reportTitle(areaName)} />
  if (authorId !== userId) return null
  return (
    <p className="text-sm text-muted print:hidden">
      Clients can’t reach you from this report yet.{' '}
      <Link href="/profile#agent-card-title" className="text-brand-ink underline underline-offset-2">
        Add your agent card
      </Link>
    </p>
  )
}
