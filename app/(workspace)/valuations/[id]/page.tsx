import type { Metadata } from 'next'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { PrintButton } from '@/components/reports/print-button'
import { UseMenu } from '@/components/reuse/use-menu'
import { ButtonLink } from '@/components/ui/buttons/button'
import { PageHeader } from '@/components/ui/page-header'
import { valuationSteps } from '@/components/valuations/valuation-labels'
import { ValuationMade } from '@/components/valuations/valuation-made'
import { getValuation } from '@/lib/valuations/get-valuation'
import { viewLoader } from '../../_work/load-view'
import { ProblemState } from '../../_work/problem-state'
import { WorkState } from '../../_work/work-state'
import { cancelValuation, retryValuation, submitValuationProblem } from '../actions'

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
        description={`Instant Valuation in ${valuation.zipCode}`}
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
      {result && <ValuationMade valuation={valuation} result={result} timeZone={workspace.timeZone} />}
      {result && (
        <div className="mt-6">
          <ProblemState
            workspace={workspace}
            kind="valuation"
            id={id}
            givenBackFor={valuation.givenBackFor}
            action={submitValuationProblem}
          />
        </div>
      )}
    </>
  )
}
