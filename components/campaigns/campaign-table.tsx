import Link from 'next/link'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { Table, Td, Th } from '@/components/ui/table'
import type { CampaignRow } from '@/lib/campaigns/views'
import { formatDateTime, formatNumber } from '@/lib/core/text/format'
import { campaignStatusLabels } from './campaign-labels'

export function CampaignTable({ rows, timeZone }: { rows: CampaignRow[]; timeZone: string }) {
  return (
    <Card>
      <Table aria-label="Campaigns">
        <thead>
          <tr>
            <Th>Campaign</Th>
            <Th>Status</Th>
            <Th>Date</Th>
            <Th className="text-right">Accepted</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, name, listName, status, at, recipients, accepted }) => (
            <tr key={id}>
              <Td className="min-w-44">
                <Link
                  href={`/campaigns/${id}`}
                  className="font-medium text-brand-ink underline underline-offset-2"
                >
                  {name}
                </Link>
                <span className="block text-muted">{listName}</span>
              </Td>
              <Td>
                <Badge tone={campaignStatusLabels[status].tone}>{campaignStatusLabels[status].label}</Badge>
              </Td>
              <Td className="whitespace-nowrap">{formatDateTime(at, timeZone)}</Td>
              <Td className="text-right whitespace-nowrap">
                {status === 'draft' ? 'Not sent' : `${formatNumber(accepted)} of ${formatNumber(recipients)}`}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  )
}
