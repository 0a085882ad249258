import { Badge } from '@/components/ui/badge'
import { Card, CardHeader } from '@/components/ui/card'
import type { PageLinks } from '@/components/ui/paging/page-links'
import { Pagination } from '@/components/ui/paging/pagination'
import { Table, Td, Th } from '@/components/ui/table'
import type { RecipientRow } from '@/lib/campaigns/views'
import { recipientStatusLabels } from './campaign-labels'

type Props = { rows: RecipientRow[]; pages: PageLinks }

/** The status of each recipient’s email. */
export function RecipientTable({ rows, pages }: Props) {
  return (
    <Card aria-labelledby="recipients-title">
      <CardHeader id="recipients-title" title="Recipients" />
      <Table aria-label="Campaign recipients" label="Campaign recipients">
        <thead>
          <tr>
            <Th>Recipient</Th>
            <Th>Status</Th>
            <Th>Server response</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ position, email, name, status, answer, unsubscribed }) => (
            <tr key={position}>
              <Td className="min-w-48 break-all">
                {name || email || 'Erased contact'}
                {name && <span className="block text-muted">{email}</span>}
              </Td>
              <Td>
                <span className="flex flex-wrap gap-1">
                  <Badge tone={recipientStatusLabels[status].tone}>
                    {recipientStatusLabels[status].label}
                  </Badge>
                  {unsubscribed && <Badge tone="warn">Unsubscribed</Badge>}
                </span>
              </Td>
              <Td className="min-w-40 break-words text-muted">{answer}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
      <Pagination label="Pages of recipients" {...pages} sorted="in-order" scroll={false} />
    </Card>
  )
}
