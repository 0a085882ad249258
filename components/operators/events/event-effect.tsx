import Link from 'next/link'
import { formatMoney, formatNumber } from '@/lib/core/text/format'
import { formatPaid } from '@/lib/core/text/money'
import type { EventPurchase, EventSubscription, WebhookEvent } from '@/lib/operators/operations/webhook-event'
import { Instant } from '../instant'

type EffectProps = { event: Pick<WebhookEvent, 'purchase' | 'subscription' | 'workspaceId'> }

/** The current state of what an event refers to; the event itself only says where to look (R30). */
export function EventEffect({ event: { purchase, subscription, workspaceId } }: EffectProps) {
  if (!purchase && !subscription) {
    return (
      <p className="text-sm text-muted">
        {workspaceId === null ? (
          'This event has no matching purchase or plan.'
        ) : (
          <>
            Its purchase or plan no longer exists. It belonged to <WorkspaceLink id={workspaceId} />.
          </>
        )}
      </p>
    )
  }
  return (
    <ul className="grid gap-2 text-sm">
      {purchase && <Purchase {...purchase} />}
      {subscription && <Subscription {...subscription} />}
    </ul>
  )
}

function Purchase({ workspaceId, credits, paid, status, entrySeq, ...after }: EventPurchase) {
  const { refundedCents, dispute, takenBackCredits, frozenCredits } = after
  const { shortfallCredits, expiredCredits } = after
  const details = [
    entrySeq === null ? 'no credits granted' : `granted in ledger entry ${entrySeq}`,
    refundedCents > 0 && `${formatMoney(refundedCents, paid.currency)} refunded`,
    takenBackCredits > 0 && `${formatNumber(takenBackCredits)} credits removed`,
    frozenCredits > 0 && `${formatNumber(frozenCredits)} credits frozen`,
    shortfallCredits > 0 && `${formatNumber(shortfallCredits)} credits already spent`,
    expiredCredits > 0 && `${formatNumber(expiredCredits)} credits expired unused`,
    dispute && `dispute ${dispute}`,
  ].filter(Boolean)
  return (
    <li>
      {formatNumber(credits)} credits for {formatPaid(paid)}, {status}, in <WorkspaceLink id={workspaceId} />:{' '}
      {details.join(', ')}.
    </li>
  )
}

function Subscription({ workspaceId, plan, status, periodEndsAt, syncedAt }: EventSubscription) {
  return (
    <li>
      Plan of <WorkspaceLink id={workspaceId} />: {plan}, {status.replace('_', ' ')}
      {periodEndsAt && (
        <>
          , paid period until <Instant at={periodEndsAt} />
        </>
      )}
      ; last read from Stripe <Instant at={syncedAt} />.
    </li>
  )
}

function WorkspaceLink({ id }: { id: number }) {
  return (
    <Link href={`/admin/workspaces/${id}`} className="text-brand-ink underline underline-offset-3">
      workspace {id}
    </Link>
  )
}
