import { Card, CardHeader } from '@/components/ui/card'
import { Table, Td, Th } from '@/components/ui/table'
import { formatNumber, formatSigned } from '@/lib/core/text/format'
import { formatPaid, paidOf } from '@/lib/core/text/money'
import type { WorkspaceFile } from '@/lib/operators/workspaces/workspace-file'
import { Instant } from './instant'

type FileProps = { file: WorkspaceFile }

export function Lots({ file: { lots, purchases } }: FileProps) {
  if (lots.length === 0) return null
  const purchaseOf = (id: string) => purchases.find((purchase) => purchase.id === id)
  return (
    <Card aria-labelledby="lots-title">
      <CardHeader id="lots-title" title="Extra credits" description="Newest first." />
      <Table label="Extra credits">
        <caption className="sr-only">Extra credits, newest first</caption>
        <thead>
          <tr>
            <Th>Added</Th>
            <Th className="text-right">Credits</Th>
            <Th className="text-right">Left</Th>
            <Th className="text-right">Frozen</Th>
            <Th className="text-right">Removed</Th>
            <Th className="text-right">Expired</Th>
            <Th className="text-right">Shortfall</Th>
            <Th>Expires</Th>
            <Th className="text-right">Paid</Th>
          </tr>
        </thead>
        <tbody>
          {lots.map((lot) => {
            const purchase = purchaseOf(lot.subjectId)
            return (
              <tr key={lot.seq}>
                <Td>
                  <Instant at={lot.grantedAt} />
                </Td>
                <Td className="text-right">{formatNumber(lot.granted)}</Td>
                <Td className="text-right">{formatNumber(lot.left)}</Td>
                <Td className="text-right">{formatNumber(lot.frozen)}</Td>
                <Td className="text-right">{formatNumber(lot.takenBack)}</Td>
                <Td className="text-right">{formatNumber(lot.expired)}</Td>
                <Td className="text-right">{formatNumber(lot.shortfall)}</Td>
                <Td>
                  <Instant at={lot.expiresAt} />
                </Td>
                <Td className="text-right">
                  {purchase && formatPaid(paidOf(purchase))}
                  {purchase?.origin === 'auto-top-up' && ' (auto top-up)'}
                </Td>
              </tr>
            )
          })}
        </tbody>
      </Table>
    </Card>
  )
}

/** Work that has credits reserved, oldest first. */
export function Holds({ file: { running } }: FileProps) {
  if (running.count === 0) return null
  return (
    <Card aria-labelledby="holds-title">
      <CardHeader
        id="holds-title"
        title="Open holds"
        description={`${formatNumber(running.count)} open, oldest first. A hold whose lease has expired is settled automatically within a minute.`}
      />
      <Table label="Open holds">
        <caption className="sr-only">Open holds, oldest first</caption>
        <thead>
          <tr>
            <Th>Work</Th>
            <Th>Member</Th>
            <Th>Opened</Th>
            <Th>Lease expires</Th>
            <Th className="text-right">Credits</Th>
            <Th className="text-right">From extra credits</Th>
          </tr>
        </thead>
        <tbody>
          {running.holds.map((hold) => (
            <tr key={hold.id}>
              <Td>
                {hold.what} <span className="text-muted">rate card {hold.rateVersion}</span>
              </Td>
              <Td>{hold.who}</Td>
              <Td>
                <Instant at={hold.openedAt} />
              </Td>
              <Td>
                <Instant at={hold.leaseUntil} />
              </Td>
              <Td className="text-right">{formatNumber(hold.credits)}</Td>
              <Td className="text-right">{formatNumber(hold.extraCredits)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {running.count > running.holds.length && (
        <p className="mt-3 text-sm text-muted">
          and {formatNumber(running.count - running.holds.length)} more
        </p>
      )}
    </Card>
  )
}

export function People({ file: { members, adjustments } }: FileProps) {
  return (
    <Card aria-labelledby="people-title">
      <CardHeader id="people-title" title="Members and adjustments" />
      <ul className="grid gap-1 text-sm">
        {members.map((member) => (
          <li key={member.email}>
            {member.name || member.email} <span className="text-muted">({member.email})</span>, {member.role}
          </li>
        ))}
      </ul>
      {adjustments.length > 0 && (
        <ul className="mt-4 grid gap-1 border-t border-line pt-4 text-sm">
          {adjustments.map((adjustment) => (
            <li key={adjustment.id}>
              <Instant at={adjustment.requestedAt} />: {formatSigned(adjustment.credits)} credits,{' '}
              {adjustment.status}. {adjustment.reason}
              {adjustment.refusal && ` ${adjustment.refusal}`}
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
