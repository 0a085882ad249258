import { Badge } from '@/components/ui/badge'
import { Card, CardHeader } from '@/components/ui/card'
import type { PageLinks } from '@/components/ui/paging/page-links'
import { Pagination } from '@/components/ui/paging/pagination'
import { Table, Td, Th } from '@/components/ui/table'
import type { RecipientRow } from '@/lib/campaigns/views'
import { recipientWords } from './campaign-labels'

type Props = { rows: RecipientRow[]; pages: PageLinks }

/** Each person with what became of their mail. */
export function RecipientTable({ rows, pages }: Props) {
  return (
    <Card aria-labelledby="people-title">
      <CardHeader id="people-title" title="People" />
      <Table aria-label="People of the campaign" label="People of the campaign">
        <thead>
          <tr>
            <Th>Person</Th>
            <Th>Status</Th>
            <Th>What the mail server said</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ position, email, name, status, answer, unsubscribed }) => (
            <tr key={position}>
              <Td className="min-w-48 break-all">
                {name || email || 'Somebody who was erased'}
                {name && <span className="block text-muted">{email}</span>}
              </Td>
              <Td>
                <span className="flex flex-wrap gap-1">
                  <Badge tone={recipientWords[status].tone}>{recipientWords[status].label}</Badge>
                  {unsubscribed && <Badge tone="warn">Unsubscribed</Badge>}
                </span>
              </Td>
              <Td className="min-w-40 break-words text-muted">{answer}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
      <Pagination label="Pages of people" {...pages} sorted="in-order" scroll={false} />
    </Card>
  )
}
