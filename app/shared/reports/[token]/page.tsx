import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { visitShared } from '@/app/_lib/shared-report'
import { BrandHead } from '@/components/reports/brand-head'
import { PrintButton } from '@/components/reports/print-button'
import { ReportBody } from '@/components/reports/report-body'
import { periodWords, reportTitle } from '@/components/reports/report-labels'
import { DownloadLink } from '@/components/ui/download-link'
import { PageHeader } from '@/components/ui/page-header'
import { brandWithLogo } from '@/lib/workspaces/brand/brand'

export const metadata: Metadata = {
  title: 'Market report',
  robots: { index: false, follow: false },
  referrer: 'no-referrer',
}

/** A report for whoever has its link: no account, and nothing of the workspace but its name. */
export default async function SharedReportPage({ params }: PageProps<'/shared/reports/[token]'>) {
  const { token } = await params
  const visit = await visitShared(token, await headers())
  if (visit.state !== 'open') return <Closed tooOften={visit.state === 'too-often'} />
  const { workspaceId, result } = visit.report
  const { areaName, period } = result.figures
  return (
    <main className="mx-auto max-w-6xl px-4 py-8 sm:px-6">
      <BrandHead brand={await brandWithLogo(workspaceId)} />
      <PageHeader
        title={reportTitle(areaName)}
        description={periodWords(period.from, period.to)}
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

function Closed({ tooOften }: { tooOften: boolean }) {
  return (
    <main className="mx-auto grid max-w-lg gap-4 px-4 py-[15vh]">
      <h1 className="font-serif text-3xl">{tooOften ? 'One moment, please' : 'This link is not open'}</h1>
      <p className="leading-relaxed text-muted">
        {tooOften
          ? 'This page was opened very often from where you are. Wait a minute and open the link again.'
          : 'It has ended, or it is not whole. Ask the agency that gave it to you for a new one.'}
      </p>
    </main>
  )
}
