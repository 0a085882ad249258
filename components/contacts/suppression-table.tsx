import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { ActionForm } from '@/components/ui/forms/action-form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { Table, Td, Th } from '@/components/ui/table'
import type { SuppressionRow } from '@/lib/contacts/views'
import { formatDate } from '@/lib/core/text/format'
import { suppressionLabels } from './contact-labels'

type Props = {
  rows: SuppressionRow[]
  timeZone: string
  unblock: FormAction
}

export function SuppressionTable({ rows, timeZone, unblock }: Props) {
  return (
    <Card>
      <Table aria-label="Suppressed contacts" label="Suppressed contacts">
        <thead>
          <tr>
            <Th>Email address</Th>
            <Th>Reason</Th>
            <Th>Since</Th>
            <Th>
              <span className="sr-only">Allow emails</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ emailHash, email, reason, at }) => (
            <tr key={emailHash}>
              <Td className="min-w-48 break-all">{email ?? 'Erased contact'}</Td>
              <Td>
                <Badge tone={suppressionLabels[reason].tone}>{suppressionLabels[reason].label}</Badge>
              </Td>
              <Td className="whitespace-nowrap">{formatDate(at, timeZone)}</Td>
              <Td>
                {reason === 'blocked' || reason === 'bounced' ? (
                  <ActionForm
                    action={unblock}
                    hidden={{ emailHash }}
                    submit="Allow emails"
                    submitLabel={`Allow emails to ${email}`}
                    variant="ghost"
                    size="sm"
                  />
                ) : (
                  <span className="text-sm text-muted">{suppressionLabels[reason].lift}</span>
                )}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  )
}
