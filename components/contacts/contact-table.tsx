import Link from 'next/link'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { Table, Td, Th } from '@/components/ui/table'
import type { ContactRow } from '@/lib/contacts/views'
import { formatDate } from '@/lib/core/text/format'
import { suppressionLabels } from './contact-labels'

export function ContactTable({ rows }: { rows: ContactRow[] }) {
  return (
    <Card>
      <Table aria-label="Contacts">
        <thead>
          <tr>
            <Th>Contact</Th>
            <Th>Tags</Th>
            <Th>Consent</Th>
            <Th>Email status</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, email, name, tags, consentSource, consentAt, suppressed }) => (
            <tr key={id}>
              <Td className="min-w-52">
                <Link
                  href={`/contacts/${id}`}
                  className="font-medium text-brand-ink underline underline-offset-2"
                >
                  {name || email}
                </Link>
                {name && <span className="block break-all text-muted">{email}</span>}
              </Td>
              <Td>
                <span className="flex max-w-56 flex-wrap gap-1">
                  {tags.map((tag) => (
                    <Badge key={tag}>{tag}</Badge>
                  ))}
                </span>
              </Td>
              <Td className="min-w-36">
                {consentSource}
                <span className="block text-muted">{formatDate(consentAt, 'UTC')}</span>
              </Td>
              <Td>
                {suppressed ? (
                  <Badge tone={suppressionLabels[suppressed].tone}>
                    {suppressionLabels[suppressed].label}
                  </Badge>
                ) : (
                  <Badge tone="good">Subscribed</Badge>
                )}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  )
}
