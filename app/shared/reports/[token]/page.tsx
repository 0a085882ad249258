import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { visitShared } from '@/app/_lib/shared-links'
import { BrandHead } from '@/components/reports/brand-head'
import { PrintButton } from '@/components/reports/print-button'
import { ReportBody } from '@/components/reports/report-body'
import { periodLabel, reportTitle } from '@/components/reports/report-labels'
import { DownloadLink } from '@/components/ui/download-link'
import { PageHeader } from '@/components/ui/page-header'
import { brandWithLogo } from '@/lib/workspaces/brand/brand'
import { ClosedLink } from '../../closed-link'

export const metadata: Metadata = {
  title: 'Market report',
  robots: { index: false, follow: false },
  referrer: 'no-referrer',
}

/** A report for anyone with the link. Needs no account and shows nothing of the workspace but its name. */
export default async function SharedReportPage({ params }: PageProps<'/shared/reports/[token]'>) {
  const { token } = await params
  const visit = await visitShared(token, await headers())
  if (visit.state !== 'open')
    return (
      <ClosedLink tooOften={visit.state === 'too-often'}>
        It has expired or is incomplete. Ask the agency that shared it for a new link.
      </ClosedLink>
    )
  const { workspaceId, result } = visit.report
  const { areaName, period } = result.figures
  return (
    <main className="mx-auto max-w-6xl px-4 py-8 sm:px-6">
      <BrandHead brand={await brandWithLogo(workspaceId)} />
      <PageHeader
        title={reportTitle(areaName)}
        description={periodLabel(period.from, period.to)}
        action={
          <div className="flex flex-wrap gap-2 print:hidden">
            <DownloadLink href={`/shared/reports/${token}/pdf`}>Download PDF</DownloadLink>
            <PrintButton />
          </div>
        }
      />
      <ReportBody result={result} />
    </main>
  )
}
