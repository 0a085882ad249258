import { Card, CardHeader } from '@/components/ui/card'
import { Table, Td, Th } from '@/components/ui/table'
import { countOf, formatDate } from '@/lib/core/text/format'
import type { SalePreview } from '@/lib/own-sales/views'
import { formatArea, formatPrice, type Measures } from '@/lib/sales/shared/measures'
import { RefusedRows } from './refused-rows'

/** What would be imported, as it would be stored. */
export function PreviewCard({ preview, measures }: { preview: SalePreview; measures: Measures }) {
  const { rows, read, placed, areas, sample, refused, refusedRows } = preview
  return (
    <Card aria-labelledby="preview-title">
      <CardHeader
        id="preview-title"
        title="Import preview"
        description={`${countOf(read, 'sale')} in ${countOf(rows, 'row')}, in ${countOf(areas, 'area')}. ${countOf(placed, 'sale')} with coordinates.`}
      />
      {sample.length > 0 && (
        <Table label="First sales as they would be imported">
          <thead>
            <tr>
              <Th>Sold on</Th>
              <Th>Price</Th>
              <Th>Living area</Th>
              <Th>Area</Th>
              <Th>Coordinates</Th>
            </tr>
          </thead>
          <tbody>
            {sample.map((sale, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows are never reordered.
              <tr key={i}>
                <Td>{formatDate(sale.soldOn, 'UTC')}</Td>
                <Td>
                  {formatPrice(sale.price, /^[a-z]{3}$/.test(measures.currency) ? measures : undefined)}
                </Td>
                <Td>{formatArea(sale.livingArea, measures)}</Td>
                <Td>{sale.area}</Td>
                <Td>{sale.hasPlace ? 'Yes' : 'No'}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      <RefusedRows refused={refused} refusedRows={refusedRows} />
    </Card>
  )
}
