import { Badge } from '@/components/ui/badge'
import { Card, CardHeader } from '@/components/ui/card'
import { DownloadLink } from '@/components/ui/download-link'
import { LinkTabs } from '@/components/ui/link-tabs'
import type { PageLinks } from '@/components/ui/paging/page-links'
import { Pagination } from '@/components/ui/paging/pagination'
import { Table, Td, Th } from '@/components/ui/table'
import { causeLabels, type RecipientFilter, recipientFilters } from '@/lib/campaigns/shared/outcomes'
import type { RecipientRow } from '@/lib/campaigns/views'
import { formatNumber } from '@/lib/core/text/format'
import { recipientStatusLabels } from './campaign-labels'

type Props = {
  id: string
  rows: RecipientRow[]
  /** Undefined for all recipients. */
  filter: RecipientFilter | undefined
  counts: Record<RecipientFilter, number>
  pages: PageLinks
}

const filterLabels: Record<RecipientFilter, string> = {
  bounced: 'Bounced or rejected',
  spam: 'Marked as spam',
  unsubscribed: 'Unsubscribed',
}

/** What happened to each recipient’s email, and why. */
export function RecipientTable({ id, rows, filter, counts, pages }: Props) {
  const href = (show?: RecipientFilter) => `/campaigns/${id}${show ? `?show=${show}` : ''}`
  return (
    <Card aria-labelledby="recipients-title">
      <CardHeader
        id="recipients-title"
        title="Recipients"
        action={
          <DownloadLink href={`/api/campaigns/${id}/recipients${filter ? `?show=${filter}` : ''}`}>
            Export as CSV
          </DownloadLink>
        }
      />
      <LinkTabs
        label="Recipient filter"
        look="pills"
        tabs={[
          { href: href(), label: 'All', current: filter === undefined },
          ...recipientFilters.map((show) => ({
            href: href(show),
            label: `${filterLabels[show]} (${formatNumber(counts[show])})`,
            current: filter === show,
          })),
        ]}
      />
      {rows.length === 0 && <p className="py-4 text-sm text-muted">No recipients.</p>}
      {rows.length > 0 && (
        <Table aria-label="Campaign recipients" label="Campaign recipients">
          <thead>
            <tr>
              <Th>Recipient</Th>
              <Th>Status</Th>
              <Th>Reason</Th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ position, email, name, status, answer, cause, unsubscribed }) => (
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
                <Td className="min-w-40 break-words">
                  {cause && causeLabels[cause]}
                  {answer && <span className="block text-muted">{answer}</span>}
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      <Pagination label="Pages of recipients" {...pages} sorted="in-order" scroll={false} />
    </Card>
  )
}
