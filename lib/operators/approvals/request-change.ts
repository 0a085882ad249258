import { createHash } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { Queryable } from '@/db/client'
import { operatorChanges } from '@/db/schema'
import { Refusal } from '@/lib/core/errors'
import { recordEvent } from '../operations/record-event'
import type { Operator } from '../operator'

/** The result of a change: it is in the catalog under `result`, or it needs approval from a second operator. */
export type Scheduled = { status: 'scheduled'; result: string } | { status: 'waiting'; id: string }

export type Change = {
  kind: 'rate-card' | 'plan' | 'pack'
  subject: string
  /** The input as plain data; it is validated again and applied on approval. */
  input: object
  before: object
  after: object
  reasons: string[]
}

/**
 * Stores a change that needs a second operator, in the transaction that evaluated it. Repeating the request returns the
 * same change (R12). Another change of the same plan, pack or rate card is refused until this one is decided.
 * @throws Refusal `change.waiting`
 */
export async function requestChange(
  tx: Queryable,
  operator: Operator,
  { kind, subject, input, before, after, reasons }: Change,
): Promise<Scheduled> {
  const mark = createHash('sha256')
    .update(JSON.stringify([kind, subject, input, before, after]))
    .digest('hex')
    .slice(0, 32)
  const [created] = await tx
    .insert(operatorChanges)
    .values({
      kind,
      subject,
      mark,
      input,
      before,
      after,
      reasons,
      requestedBy: operator.userId,
      requestedByEmail: operator.email,
    })
    .onConflictDoNothing()
    .returning()
  if (created) {
    await recordEvent(tx, operator, {
      verb: 'change.requested',
      before,
      after: { change: created.id, kind, subject, ...after },
    })
    return { status: 'waiting', id: created.id }
  }
  const [waiting] = await tx
    .select()
    .from(operatorChanges)
    .where(
      and(
        eq(operatorChanges.kind, kind),
        eq(operatorChanges.subject, subject),
        eq(operatorChanges.status, 'waiting'),
      ),
    )
  if (waiting?.mark === mark && waiting.requestedBy === operator.userId)
    return { status: 'waiting', id: waiting.id }
  throw new Refusal(
    'change.waiting',
    'Another change to this is already waiting for approval. Approve, reject or withdraw it on the Approvals page first.',
  )
}
