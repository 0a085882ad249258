import { Card, CardHeader } from '@/components/ui/card'
import { ActionForm } from '@/components/ui/forms/action-form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { Table, Td, Th } from '@/components/ui/table'
import type { Difference } from '@/lib/operators/approvals/change-preview'
import type { WaitingChange } from '@/lib/operators/approvals/decide-change'
import { Instant } from '../instant'

type Shown = WaitingChange & { differences: Difference[] }
type WaitingProps = { changes: Shown[]; operatorId: number; decide: FormAction; withdraw: FormAction }

const kinds = { 'rate-card': 'Rate card', plan: 'Plan', pack: 'Pack' } as const

/** Large changes to the catalog and the rate card that need approval, with current and new values. */
export function WaitingChanges({ changes, operatorId, decide, withdraw }: WaitingProps) {
  return (
    <Card aria-labelledby="changes-title">
      <CardHeader id="changes-title" title="Catalog and rate card" />
      {changes.length === 0 && <p className="text-sm text-muted">No changes to approve.</p>}
      <ul className="divide-y divide-line">
        {changes.map((change) => (
          <li key={change.id} className="grid gap-3 py-5 first:pt-0 last:pb-0">
            <Preview change={change} />
            <p className="text-sm text-muted">
              Requested by {change.requestedByEmail}, <Instant at={change.requestedAt} />
            </p>
            {change.requestedBy === operatorId ? (
              <ActionForm
                action={withdraw}
                hidden={{ id: change.id }}
                submit="Withdraw request"
                submitLabel={`Withdraw request: ${titleOf(change)}`}
                variant="secondary"
                size="sm"
              />
            ) : (
              <Decision change={change} decide={decide} />
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

const titleOf = ({ kind, subject }: Shown) =>
  kind === 'rate-card' ? kinds[kind] : `${kinds[kind]} "${subject}"`

function Preview({ change }: { change: Shown }) {
  const startsAt = startOf(change.input)
  return (
    <>
      <p className="font-semibold">{titleOf(change)}</p>
      <ul className="list-disc pl-5 text-sm">
        {change.reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      <Table>
        <caption className="sr-only">Changes: {titleOf(change)}</caption>
        <thead>
          <tr>
            <Th>Field</Th>
            <Th>Current</Th>
            <Th>After approval</Th>
          </tr>
        </thead>
        <tbody>
          {change.differences.map(({ name, before, after }) => (
            <tr key={name}>
              <Td className="font-medium">{name}</Td>
              <Td>{before}</Td>
              <Td>{after}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
      <p className="text-sm text-muted">
        Takes effect {startsAt ? <Instant at={startsAt} /> : 'immediately after approval'}
      </p>
    </>
  )
}

function Decision({ change, decide }: { change: Shown; decide: FormAction }) {
  return (
    <div className="flex flex-wrap gap-3">
      {(['approve', 'reject'] as const).map((decision) => (
        <ActionForm
          key={decision}
          action={decide}
          hidden={{ id: change.id, seen: change.mark, decision }}
          submit={decision === 'approve' ? 'Approve change' : 'Reject change'}
          submitLabel={`${decision === 'approve' ? 'Approve' : 'Reject'} change: ${titleOf(change)}`}
          variant={decision === 'approve' ? 'primary' : 'secondary'}
          size="sm"
        />
      ))}
    </div>
  )
}

/** The requested start; null means immediately. */
function startOf(input: unknown): string | null {
  const at = typeof input === 'object' && input !== null ? Reflect.get(input, 'effectiveAt') : null
  return typeof at === 'string' ? at : null
}
