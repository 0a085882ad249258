import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import type { valuationStatuses } from '@/db/schema/work/valuations'
import type { WorkspaceContext } from '@/lib/core/context'
import type { ActionKey } from '@/lib/credits/shared/actions'
import type { WorkKind } from './tables'

/** Paid work that a customer requests, a worker makes, and credits or a monthly limit pay for (README.md). */

/** The statuses of valuations, which include all others. */
export type WorkStatus = (typeof valuationStatuses)[number]

/** The columns that every kind's table has in addition to its own. */
export type WorkRow = {
  workspaceId: number
  /** Created with the form, so that a second click is the same request (R12). */
  id: string
  /** Decides what happens to the hold: `ready` is charged, any other end is free (R13). */
  status: WorkStatus
  progressPercent: number
  /** The hold in the ledger, or the reservation of a monthly limit, that pays for it. */
  holdId: string
  /** The message for the customer when it ended without a result. */
  failure: string | null
  /** Why its credits were refunded after it was paid. */
  givenBackFor: string | null
  createdBy: number
  createdAt: Date
  finishedAt: Date | null
  /** When a member deleted it. It can be restored for a while (changes.ts). */
  deletedAt: Date | null
}

export type WorkTable = PgTable & { [Column in keyof WorkRow]: PgColumn }

/** What every request contains in addition to its own fields. */
export type WorkRequest = { id: string; quotedCredits: number }

export type WorkJob = { workspaceId: number; id: string }

/** Everything the shared protocol needs to know about one kind. `registry.ts` lists the kinds. */
export type PaidWork<Row extends WorkRow = WorkRow, Request extends WorkRequest = WorkRequest> = {
  /** Its name in the ledger, in refusal codes and in messages. */
  kind: WorkKind
  table: WorkTable
  /** The page of its list. A piece of work is at `${href}/${id}`. */
  href: string
  queue: `${WorkKind}-make`
  /** How long its hold lasts without renewal. Renewed while it waits and while it is made. */
  leaseSeconds: number
  /** The line of the rate card that prices this request. */
  actionOf(request: Request): ActionKey
  /** Validates the request before credits are held. */
  check(ctx: WorkspaceContext, request: Request): Promise<void>
  /** The kind's own columns, from the request. */
  columnsOf(request: Request): Partial<Omit<Row, keyof WorkRow>>
  /** The audit event of a request. */
  auditOf(request: Request): { verb: string; detail: Record<string, unknown> }
  /** Whether a stored row is the result of this request (R12). */
  isSame(row: Row, request: Request): boolean
  /** The same request with a new id. */
  requestAgain(row: Row, request: WorkRequest): Request
  /** What is wrong with a result, as a sentence for the customer. Null if we find nothing. */
  faultOf(row: Row): string | null | Promise<string | null>
  /** Names the result in the refund's reason: `Report for Green Lake`. */
  titleOf(row: Row): string
  /** The column with the name that a member can change. */
  nameKey: 'title' | 'label'
  /** The column that versions of one work share: they are renamed and deleted together. */
  groupKey?: 'rootId'
  /** What to do when a result has no fault but is not what the customer wanted, as a sentence. */
  alternative: string
}
