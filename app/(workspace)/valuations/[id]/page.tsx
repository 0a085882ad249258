import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { EditableTitle } from '@/components/paid-work/editable-title'
import { BrandHead } from '@/components/reports/brand-head'
import { PrintButton } from '@/components/reports/print-button'
import { ShareCard } from '@/components/reports/share-card'
import { UseMenu } from '@/components/reuse/use-menu'
import { ButtonLink } from '@/components/ui/buttons/button'
import { DownloadLink } from '@/components/ui/download-link'
import { PageHeader } from '@/components/ui/page-header'
import { valuationSteps } from '@/components/valuations/valuation-labels'
import { ValuationMade } from '@/components/valuations/valuation-made'
import { readMarketNow } from '@/db/product-time'
import { SHARE_DAYS } from '@/lib/paid-work/sharing/share'
import { withPlaceName } from '@/lib/sales/shared/place-names'
import { getValuation } from '@/lib/valuations/get-valuation'
import { valuationSharing } from '@/lib/valuations/sharing/share-valuation'
import { brandWithLogo } from '@/lib/workspaces/brand/brand'
import { DeleteWork } from '../../_work/delete-work'
import { viewLoader } from '../../_work/load-view'
import { ProblemState } from '../../_work/problem-state'
import { shownShare } from '../../_work/shown-share'
import { WorkState } from '../../_work/work-state'
import {
  cancelValuation,
  deleteValuation,
  renameValuation,
  retryValuation,
  shareValuation,
  submitValuationProblem,
  unshareValuation,
} from '../actions'

const valuationOf = viewLoader(getValuation)

export async function generateMetadata({ params }: PageProps<'/valuations/[id]'>): Promise<Metadata> {
  return { title: (await valuationOf((await params).id)).label }
}

export default async function ValuationPage({ params }: PageProps<'/valuations/[id]'>) {
  const [workspace, valuation] = await Promise.all([requireWorkspace(), valuationOf((await params).id)])
  const { id, result } = valuation
  return (
    <>
      {result && <BrandHead brand={await brandWithLogo(workspace.workspaceId)} />}
      <PageHeader
        title={valuation.label}
        heading={<EditableTitle id={id} title={valuation.label} rename={renameValuation} />}
        description={`Instant Valuation in ${withPlaceName(valuation.zipCode)}`}
        action={
          <div className="flex flex-wrap gap-2 print:hidden">
            {result && <DownloadLink href={`/api/valuations/${id}/pdf`}>Download PDF</DownloadLink>}
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
        <ShareCard
          id={id}
          what="valuation"
          requestId={randomUUID()}
          share={shareValuation}
          revoke={unshareValuation}
          open={await shownShare(valuationSharing, '/shared/valuations', workspace, id)}
          timeZone={workspace.timeZone}
          days={SHARE_DAYS}
        />
      )}
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
      <DeleteWork view={valuation} name="valuation" remove={deleteValuation} />
    </>
  )
}
