import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { z } from 'zod'
import { summaryOf } from '@/app/_lib/credits'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { PrintButton } from '@/components/reports/print-button'
import { ButtonLink } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { ValuationEnded } from '@/components/valuations/valuation-ended'
import { ValuationMade } from '@/components/valuations/valuation-made'
import { valuationSteps } from '@/components/valuations/valuation-words'
import { BrokenForm } from '@/components/work/broken-form'
import { WorkProgress } from '@/components/work/work-progress'
import { isRefusal } from '@/lib/core/errors'
import { quote } from '@/lib/metering/metered'
import { getValuation } from '@/lib/valuations/get-valuation'
import type { ValuationView } from '@/lib/valuations/views'
import type { Membership } from '@/lib/workspaces/membership'
import { reportBroken, retry, stopValuation } from '../actions'

/** Once per request: the title and the page ask for the same one. */
const valuationOf = cache(async (id: string): Promise<ValuationView> => {
  const workspace = await requireWorkspace()
  if (!z.uuid().safeParse(id).success) notFound()
  return getValuation(workspace, id).catch((error) => {
    if (isRefusal(error, 'not-found')) notFound()
    throw error
  })
})

export async function generateMetadata({ params }: PageProps<'/valuations/[id]'>): Promise<Metadata> {
  return { title: (await valuationOf((await params).id)).label }
}

export default async function ValuationPage({ params }: PageProps<'/valuations/[id]'>) {
  const [workspace, valuation] = await Promise.all([requireWorkspace(), valuationOf((await params).id)])
  const { id, status, result } = valuation
  const ended = status === 'declined' || status === 'failed' || status === 'cancelled' ? status : null
  return (
    <>
      <PageHeader
        title={valuation.label}
        description={`Instant Valuation in ${valuation.zipCode}`}
        action={
          <div className="flex flex-wrap gap-2 print:hidden">
            {result && <PrintButton />}
            {result && (
              <ButtonLink href={`/valuations/new?from=${id}`} variant="secondary">
                Change and value again
              </ButtonLink>
            )}
            <ButtonLink href="/valuations" variant="secondary">
              All valuations
            </ButtonLink>
          </div>
        }
      />
      {(status === 'queued' || status === 'running') && (
        <WorkProgress
          id={id}
          href={`/api/valuations/${id}/progress`}
          name="valuation"
          room="Valuations"
          steps={valuationSteps}
          initial={{ status, progressPercent: valuation.progressPercent }}
          cancel={stopValuation}
        />
      )}
      {ended && <ValuationEnded valuation={valuation} status={ended} retry={await retryOf(workspace)} />}
      {result && <ValuationMade valuation={valuation} result={result} timeZone={workspace.timeZone} />}
      {result && (
        <div className="mt-6 print:hidden">
          <BrokenForm id={id} action={reportBroken} givenBackFor={valuation.givenBackFor} />
        </div>
      )}
    </>
  )
}

async function retryOf(workspace: Membership) {
  const [price, { wayOut }] = await Promise.all([quote(workspace, 'valuation.instant'), summaryOf(workspace)])
  return { action: retry, requestId: randomUUID(), quote: price, wayOut }
}
