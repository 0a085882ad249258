import { Table, Td, Th } from '@/components/ui/table'
import { countOf, formatNumber } from '@/lib/core/text/format'
import type { SaleImportView } from '@/lib/own-sales/views'

type Props = Pick<SaleImportView, 'refused' | 'refusedRows'>

/** The rows that are not sales, with the reason of each. */
export function RefusedRows({ refused, refusedRows }: Props) {
  if (refused === 0) return null
  return (
    <div className="mt-5">
      <h3 className="mb-2 text-sm font-semibold">{countOf(refused, 'row')} not readable</h3>
      <Table label="Rows that can’t be read">
        <thead>
          <tr>
            <Th>Line</Th>
            <Th>Reason</Th>
          </tr>
        </thead>
        <tbody>
          {refusedRows.map(({ line, reason }) => (
            <tr key={line}>
              <Td>{line}</Td>
              <Td>{reason}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {refused > refusedRows.length && (
        <p className="mt-2 text-sm text-muted">Showing the first {formatNumber(refusedRows.length)}.</p>
      )}
    </div>
  )
}
