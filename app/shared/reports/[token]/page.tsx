import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { mapTiles } from '@/app/_lib/map-tiles'
import { visitShared } from '@/app/_lib/shared-links'
import { AgentCard } from '@/components/agents/agent-card'
import { TilesProvider } from '@/components/maps/tile-source'
import { BrandHead } from '@/components/reports/brand-head'
import { PrintButton } from '@/components/reports/print-button'
import { ReportBody } from '@/components/reports/report-body'
import { periodLabel, reportTitle } from '@/components/reports/report-labels'
import { DownloadLink } from '@/components/ui/download-link'
import { readMarketNow } from '@/db/product-time'
import { env } from '@/lib/core/settings/env'
import { PICTURE_SIZE } from '@/lib/reports/link-picture/link-picture'
import { findingOf } from '@/lib/reports/shared/finding'
import { ageOfFigures, placeOf } from '@/lib/reports/shared/labels'
import { readShownAgent } from '@/lib/workspaces/agent-card/agent-card'
import { brandWithLogo, readBrand } from '@/lib/workspaces/brand/brand'
import { ClosedLink } from '../../closed-link'

const PRIVATE = { robots: { index: false, follow: false }, referrer: 'no-referrer' } satisfies Metadata

/** How a message or a network shows the link: the finding, and a picture that we draw. */
export async function generateMetadata({ params }: PageProps<'/shared/reports/[token]'>): Promise<Metadata> {
  const { token } = await params
  const visit = await visitShared(token, await headers())
  if (visit.state !== 'open') return { title: 'Market report', ...PRIVATE }
  const { workspaceId, result } = visit.report
  const { areaName, period } = result.figures
  const { agencyName } = await readBrand(workspaceId)
  const { headline, detail } = findingOf(result.figures)
  const description = `${detail} ${periodLabel(period.from, period.to)}.`
  return {
    ...PRIVATE,
    title: reportTitle(areaName),
    description,
    openGraph: {
      type: 'article',
      title: headline,
      description,
      siteName: agencyName,
      url: `${env().APP_URL}/shared/reports/${token}`,
      images: [
        {
          url: `${env().APP_URL}/shared/reports/${token}/picture`,
          ...PICTURE_SIZE,
          type: 'image/png',
          alt: `${headline}. ${detail}`,
        },
      ],
    },
    twitter: { card: 'summary_large_image', title: headline, description },
  }
}

/** A report for anyone with the link. Needs no account and shows nothing of the workspace but its brand. */
export default async function SharedReportPage({ params }: PageProps<'/shared/reports/[token]'>) {
  const { token } = await params
  const visit = await visitShared(token, await headers())
  if (visit.state !== 'open')
    return (
      <ClosedLink tooOften={visit.state === 'too-often'}>
        It has expired or is incomplete. Ask the agency that shared it for a new link.
      </ClosedLink>
    )
  const { workspaceId, authorId, result } = visit.report
  const { areaName, period } = result.figures
  const title = reportTitle(areaName)
  const [brand, agent, now] = await Promise.all([
    brandWithLogo(workspaceId),
    readShownAgent(workspaceId, authorId),
    readMarketNow(),
  ])
  return (
    <main className="mx-auto max-w-5xl px-4 py-4 sm:px-6 sm:py-8">
      <BrandHead brand={brand} />
      <header className="mb-2 flex flex-wrap items-baseline justify-between gap-x-4 sm:mb-4">
        <h1 className="text-sm font-semibold sm:text-base">{title}</h1>
        <p className="text-sm text-muted">
          {[placeOf(result.figures), periodLabel(period.from, period.to)].filter(Boolean).join(' · ')}
        </p>
      </header>
      <TilesProvider value={mapTiles()}>
        <ReportBody
          result={result}
          age={ageOfFigures(result.figures, now)}
          agent={agent && <AgentCard agent={agent} agencyName={brand.agencyName} about={title} />}
          folded
        />
      </TilesProvider>
      <div className="mt-6 flex flex-wrap gap-2 print:hidden">
        <DownloadLink href={`/shared/reports/${token}/pdf`}>Download PDF</DownloadLink>
        <PrintButton />
      </div>
    </main>
  )
}
