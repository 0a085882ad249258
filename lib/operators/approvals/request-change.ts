import { createHash } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { Queryable } from '@/db/client'
import { operatorChanges } from '@/db/schema'
import { Refusal } from '@/lib/core/errors'
import { recordEvent } from '../operations/record-event'
import type { Operator } from '../operator'

/** What became of a change: it is in the catalog under `result`, or it waits for a second operator. */
export type Scheduled = { status: 'scheduled'; result: string } | { status: 'waiting'; id: string }

export type Change = {
  kind: 'rate-card' | 'plan' | 'pack'
  subject: string
  /** The input as plain data, to be checked and applied again when it is approved. */
  input: object
  before: object
  after: object
  reasons: string[]
}

/**
 * Stores a change that needs a second operator, in the transaction that judged it. The same request again is the same
 * change (R12); another one of the same plan, pack or rate card has to wait until this one is decided.
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
  const [made] = await tx
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
  if (made) {
    await recordEvent(tx, operator, {
      verb: 'change.requested',
      before,
      after: { change: made.id, kind, subject, ...after },
    })
    return { status: 'waiting', id: made.id }
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
    'Another change of this is waiting for a second operator. Approve, reject or withdraw it under Approvals first.',
  )
}
