import { Badge } from '@/components/ui/badge'
import { Table, Td, Th } from '@/components/ui/table'
import { actionLabels } from '@/lib/billing/shared/action-labels'
import { formatDate, formatNumber } from '@/lib/core/text/format'
import type { ModelCalls, ModelCallsPage } from '@/lib/operators/operations/model-calls'

/** A line a day, action and model: what it took beside what it brought. */
export function ModelCallsTable({ rows, total }: Pick<ModelCallsPage, 'rows' | 'total'>) {
  return (
    <Table label="Calls of models">
      <caption className="sr-only">Calls of models by day and action, all times in UTC</caption>
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
            <Td className="whitespace-nowrap">{actionOf(row)}</Td>
            <Td>
              {row.model}
              <span className="block text-muted">{row.provider}</span>
            </Td>
            <Taken {...row} />
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr className="font-medium">
          <Th scope="row" colSpan={3}>
            Total
          </Th>
          <Taken {...total} />
        </tr>
      </tfoot>
    </Table>
  )
}

function Taken(taken: ModelCallsPage['total']) {
  const failed = taken.outcomes.filter(({ outcome }) => outcome !== 'ok')
  return (
    <>
      <Td>
        {formatNumber(taken.callsCount)}
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
        {formatNumber(taken.inputTokens)} / {formatNumber(taken.outputTokens)}
      </Td>
      <Td className="text-right">{formatNumber(taken.imagesCount)}</Td>
      <Td className="text-right whitespace-nowrap">{costWords(taken)}</Td>
      <Td className="text-right">{formatNumber(taken.credits)}</Td>
    </>
  )
}

const actionOf = ({ action, work }: ModelCalls) =>
  action ? actionLabels[action].label : `A ${work}, on a limits plan`

/** What is not known is not nothing. */
function costWords({ costMicroUsd, callsCount, unpricedCount }: ModelCallsPage['total']): string {
  if (unpricedCount === callsCount) return 'not known'
  const known = `$${(costMicroUsd / 1_000_000).toFixed(4)}`
  return unpricedCount > 0 ? `${known} + ${formatNumber(unpricedCount)} not known` : known
}
