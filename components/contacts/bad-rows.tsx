import { Card, CardHeader } from '@/components/ui/card'
import { Table, Td, Th } from '@/components/ui/table'
import type { BadRow } from '@/lib/contacts/views'

const MOST_SHOWN = 100

/** The rows of a file that were no contacts, by line, so that they can be found and mended. */
export function BadRows({ rows }: { rows: BadRow[] }) {
  return (
    <Card aria-labelledby="bad-title">
      <CardHeader id="bad-title" title="Rows left out" />
      <Table aria-label="Rows left out" label="Rows left out">
        <thead>
          <tr>
            <Th>Line</Th>
            <Th>Why</Th>
            <Th>What it says</Th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MOST_SHOWN).map(({ line, reason, value }) => (
            <tr key={`${line} ${reason}`}>
              <Td>{line || ''}</Td>
              <Td>{reason}</Td>
              <Td className="break-all text-muted">{value}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {rows.length > MOST_SHOWN && (
        <p className="mt-3 text-sm text-muted">And {rows.length - MOST_SHOWN} more.</p>
      )}
    </Card>
  )
}
