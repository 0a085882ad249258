import { Table, Td, Th } from '@/components/ui/table'
import type { RateLine } from '@/lib/billing/views'

/** What every action costs now, from the rate card in force (R5). */
export function RateCard({ lines }: { lines: RateLine[] }) {
  return (
    <Table>
      <caption className="sr-only">What every action costs</caption>
      <thead>
        <tr>
          <Th>Action</Th>
          <Th className="text-right">Cost</Th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ action, label, words }) => (
          <tr key={action}>
            <Td className="font-medium">{label}</Td>
            <Td className="text-right text-muted">{words}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
