import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { visitSharedValuation } from '@/app/_lib/links/shared-valuation'
import { AgentCard } from '@/components/agents/agent-card'
import { BrandHead } from '@/components/reports/brand-head'
import { PrintButton } from '@/components/reports/print-button'
import { DownloadLink } from '@/components/ui/download-link'
import { PageHeader } from '@/components/ui/page-header'
import { ContactCard } from '@/components/valuations/contact-card'
import { ValuationBody } from '@/components/valuations/valuation-body'
import { readMarketNow } from '@/db/product-time'
import { COUNTY, formatPrice } from '@/lib/sales/shared/measures'
import { dayLabel } from '@/lib/valuations/shared/labels'
import { readAgentContact } from '@/lib/valuations/sharing/agent-contact'
import { readShownAgent } from '@/lib/workspaces/agent-card/agent-card'
import { brandWithLogo, readBrand } from '@/lib/workspaces/brand/brand'
import { ClosedLink } from '../../closed-link'

const unlisted: Metadata = {
  title: 'Home value',
  robots: { index: false, follow: false },
  referrer: 'no-referrer',
}

/** What a message with the link shows of it. A link that is closed says nothing. */
export async function generateMetadata({
  params,
}: PageProps<'/shared/valuations/[token]'>): Promise<Metadata> {
  const visit = await visitSharedValuation((await params).token, await headers())
  if (visit.state !== 'open') return unlisted
  const { workspaceId, label, valuedOn, result } = visit.work
  const { agencyName } = await readBrand(workspaceId)
  const title = `Home value: ${label}`
  const estimate = formatPrice(result.estimateUsd, result.grounds.data ?? COUNTY)
  const description = `Estimated at ${estimate} as of ${dayLabel(valuedOn)} by ${agencyName}.`
  return {
    ...unlisted,
    title,
    description,
    openGraph: { type: 'article', siteName: agencyName, title, description },
  }
}

/** A valuation for anyone with the link. Needs no account and shows nothing else of the workspace. */
export default async function SharedValuationPage({ params }: PageProps<'/shared/valuations/[token]'>) {
  const { token } = await params
  const visit = await visitSharedValuation(token, await headers())
  if (visit.state !== 'open')
    return (
      <ClosedLink tooOften={visit.state === 'too-often'}>
        It has expired or is incomplete. Ask the agency that shared it for a new link.
      </ClosedLink>
    )
  const { workspaceId, agentId, label, valuedOn, result } = visit.work
  const [brand, agent, contact, now] = await Promise.all([
    brandWithLogo(workspaceId),
    readShownAgent(workspaceId, agentId),
    readAgentContact(workspaceId, agentId),
    readMarketNow(),
  ])
  return (
    <main className="mx-auto max-w-6xl px-4 py-8 sm:px-6">
      <BrandHead brand={brand} />
      <PageHeader
        title={`Home value: ${label}`}
        description={`Estimated as of ${dayLabel(valuedOn)}`}
        action={
          <div className="flex flex-wrap gap-2 print:hidden">
            <DownloadLink href={`/shared/valuations/${token}/pdf`}>Download PDF</DownloadLink>
            <PrintButton />
          </div>
        }
      />
      <ValuationBody valuation={visit.work} result={result} now={now} />
      {agent ? (
        <AgentCard
          agent={agent}
          agencyName={brand.agencyName}
          about={`Home value: ${label}`}
          className="mt-6"
        />
      ) : (
        <ContactCard contact={contact} />
      )}
    </main>
  )
}
