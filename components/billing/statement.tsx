import { ReceiptText } from 'lucide-react'
import { ButtonLink } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import type { StatementPage } from '@/lib/billing/views'
import { StatementCards, StatementTable } from './statement-rows'

type StatementProps = { page: StatementPage; timeZone: string }

const hrefOf = (side: 'before' | 'after', seq: number) =>
  `/workspace-settings?tab=billing&${side}=${seq}#statement`

/** Every credit that came or went, newest first, each with what it was for (R10, R24). */
export function Statement({ page, timeZone }: StatementProps) {
  const { rows, nextBefore, previousAfter } = page
  return (
    <Card id="statement" aria-labelledby="statement-title">
      <CardHeader
        id="statement-title"
        title="Statement"
        description="Every credit that came or went. Nothing in it is ever changed."
      />
      {rows.length > 0 ? (
        <>
          <StatementTable rows={rows} timeZone={timeZone} />
          <StatementCards rows={rows} timeZone={timeZone} />
        </>
      ) : (
        <EmptyState icon={ReceiptText} title={previousAfter ? 'Nothing older' : 'Nothing here yet'}>
          Credits added and spent will be listed here, each with what it paid for.
        </EmptyState>
      )}
      {(previousAfter !== null || nextBefore !== null) && (
        <nav aria-label="Pages of the statement" className="mt-5 flex justify-between gap-3">
          {previousAfter === null ? (
            <span />
          ) : (
            <ButtonLink href={hrefOf('after', previousAfter)} variant="secondary" size="sm">
              Newer
            </ButtonLink>
          )}
          {nextBefore !== null && (
            <ButtonLink href={hrefOf('before', nextBefore)} variant="secondary" size="sm">
              Older
            </ButtonLink>
          )}
        </nav>
      )}
    </Card>
  )
}
