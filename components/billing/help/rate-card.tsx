import { Table, Td, Th } from '@/components/ui/table'
import type { RateCardView } from '@/lib/billing/views'
import { formatDate } from '@/lib/core/text/format'

type RateCardProps = { card: RateCardView; timeZone: string }

/** The cost of every action, from the current rate card (R5). */
export function RateCard({ card, timeZone }: RateCardProps) {
  const { version, effectiveAt, nextAt, lines } = card
  return (
    <>
      <Table>
        <caption className="sr-only">Cost of every action</caption>
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
      <p className="mt-4 text-sm text-muted">
        Rate card {version}, effective since {formatDate(effectiveAt, timeZone)}.
        {nextAt && ` The next one takes effect on ${formatDate(nextAt, timeZone)}.`}
      </p>
    </>
  )
}
