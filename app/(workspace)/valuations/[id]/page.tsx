import type { Metadata } from 'next'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { ReportProblemForm } from '@/components/paid-work/report-problem-form'
import { PrintButton } from '@/components/reports/print-button'
import { UseMenu } from '@/components/reuse/use-menu'
import { ButtonLink } from '@/components/ui/buttons/button'
import { PageHeader } from '@/components/ui/page-header'
import { valuationSteps } from '@/components/valuations/valuation-labels'
import { ValuationMade } from '@/components/valuations/valuation-made'
import { readMarketNow } from '@/db/product-time'
import { withPlaceName } from '@/lib/sales/shared/place-names'
import { getValuation } from '@/lib/valuations/get-valuation'
import { viewLoader } from '../../_work/load-view'
import { WorkState } from '../../_work/work-state'
import { cancelValuation, requestValuationRefund, retryValuation } from '../actions'

const valuationOf = viewLoader(getValuation)

export async function generateMetadata({ params }: PageProps<'/valuations/[id]'>): Promise<Metadata> {
  return { title: (await valuationOf((await params).id)).label }
}

export default async function ValuationPage({ params }: PageProps<'/valuations/[id]'>) {
  const [workspace, valuation] = await Promise.all([requireWorkspace(), valuationOf((await params).id)])
  const { id, result } = valuation
  return (
    <>
      <PageHeader
        title={valuation.label}
        description={`Instant Valuation in ${withPlaceName(valuation.zipCode)}`}
        action={
          <div className="flex flex-wrap gap-2 print:hidden">
            {result && <UseMenu source={{ kind: 'valuation', id }} />}
            {result && <PrintButton />}
            {result && (
              <ButtonLink href={`/valuations/new?from=${id}`} variant="secondary">
                Duplicate and edit
              </ButtonLink>
            )}
            <ButtonLink href="/valuations" variant="secondary">
              All valuations
            </ButtonLink>
          </div>
        }
      />
      <WorkState
        workspace={workspace}
        kind="valuation"
        view={valuation}
        section="Valuations"
        steps={valuationSteps}
        cancel={cancelValuation}
        retry={retryValuation}
        action="valuation.instant"
        change={{ href: `/valuations/new?from=${id}`, label: 'Edit details' }}
      />
      {result && (
        <ValuationMade
          valuation={valuation}
          result={result}
          timeZone={workspace.timeZone}
          now={await readMarketNow()}
        />
      )}
      {result && (
        <div className="mt-6 print:hidden">
          <ReportProblemForm id={id} action={requestValuationRefund} givenBackFor={valuation.givenBackFor} />
        </div>
      )}
    </>
  )
}
