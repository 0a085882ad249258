import { Alert } from '@/components/ui/alert'
import { AsyncSection } from '@/components/ui/loading/async-section'
import { ExplainSection } from './sections/explain-section'
import { StatementSection } from './sections/statement-section'
import { ExplainSkeleton, StatementSkeleton } from './skeletons'
import type { ViewProps } from './view-props'

/** Every credit added or spent, and on request how they add up to the balance. */
export function StatementView({ workspace, summary, params }: ViewProps) {
  const spendsCredits = summary.plan.mode === 'credits'
  return (
    <>
      {spendsCredits && params.explain && (
        <AsyncSection what="the balance calculation" loading={<ExplainSkeleton />}>
          <ExplainSection workspace={workspace} params={params} />
        </AsyncSection>
      )}
      {!spendsCredits && (
        <Alert title="Your plan has monthly limits instead of credits">
          Credits from an earlier plan or trial are listed here.
        </Alert>
      )}
      <AsyncSection what="the statement" loading={<StatementSkeleton />}>
        <StatementSection workspace={workspace} summary={summary} params={params} />
      </AsyncSection>
    </>
  )
}
