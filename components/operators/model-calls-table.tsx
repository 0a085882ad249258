import { Badge } from '@/components/ui/badge'
import { Table, Td, Th } from '@/components/ui/table'
import { actionLabels } from '@/lib/billing/shared/action-labels'
import { formatDate, formatNumber } from '@/lib/core/text/format'
import type { ModelCalls, ModelCallsPage } from '@/lib/operators/operations/model-calls'

/** One row per day, action and model: its cost next to the credits charged. */
export function ModelCallsTable({ rows, total }: Pick<ModelCallsPage, 'rows' | 'total'>) {
  return (
    <Table label="Model calls">
      <caption className="sr-only">Model calls by day and action, in UTC</caption>
      <thead>
        <tr>
          <Th>Day</Th>
          <Th>Action</Th>
          <Th>Model</Th>
          <Th>Calls</Th>
          <Th className="text-right">Tokens in / out</Th>
          <Th className="text-right">Images</Th>
          <Th className="text-right">Cost</Th>
          <Th className="text-right">Credits</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={[row.day, row.action, row.work, row.provider, row.model].join()}>
            <Td className="whitespace-nowrap">{formatDate(row.day, 'UTC')}</Td>
            <Td className="whitespace-nowrap">{actionLabel(row)}</Td>
            <Td>
              {row.model}
              <span className="block text-muted">{row.provider}</span>
            </Td>
            <Totals {...row} />
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr className="font-medium">
          <Th scope="row" colSpan={3}>
            Total
          </Th>
          <Totals {...total} />
        </tr>
      </tfoot>
    </Table>
  )
}

function Totals(totals: ModelCallsPage['total']) {
  const failed = totals.outcomes.filter(({ outcome }) => outcome !== 'ok')
  return (
    <>
      <Td>
        {formatNumber(totals.callsCount)}
        {failed.length > 0 && (
          <span className="mt-1 flex flex-wrap gap-1">
            {failed.map(({ outcome, callsCount }) => (
              <Badge key={outcome} tone="bad">
                {formatNumber(callsCount)} {outcome}
              </Badge>
            ))}
          </span>
        )}
      </Td>
      <Td className="text-right whitespace-nowrap">
        {formatNumber(totals.inputTokens)} / {formatNumber(totals.outputTokens)}
      </Td>
      <Td className="text-right">{formatNumber(totals.imagesCount)}</Td>
      <Td className="text-right whitespace-nowrap">{costText(totals)}</Td>
      <Td className="text-right">{formatNumber(totals.credits)}</Td>
    </>
  )
}

const actionLabel = ({ action, work }: ModelCalls) =>
  action ? actionLabels[action].label : `${work} (limits plan)`

/** An unknown cost is not zero. */
function costText({ costMicroUsd, callsCount, unpricedCount }: ModelCallsPage['total']): string {
  if (unpricedCount === callsCount) return 'unknown'
  const known = `$${(costMicroUsd / 1_000_000).toFixed(4)}`
  return unpricedCount > 0 ? `${known} + ${formatNumber(unpricedCount)} unknown` : known
}
