import { and, desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { inWorkspace } from '@/db/client'
import { auditEvents, users } from '@/db/schema'
import { type CapKind, capKinds } from '@/db/schema/caps'
import { can } from '@/lib/auth/permissions'
import type { WorkspaceContext } from '@/lib/core/context'
import { actionIds, actionKeys, actionWords } from '@/lib/credits/actions'
import { capsOf, capUses } from '@/lib/metering/caps'
import { memberNames } from './member-names'
import { CAP_SET } from './set-cap'

export type CapRow = {
  kind: CapKind
  subject: number
  name: string
  /** Null: no cap. */
  mostCredits: number | null
  usedCredits: number
}
export type CapChange = { by: string; name: string; from: number | null; to: number | null; at: Date }
export type Caps = {
  /** An owner sees everybody and every action; others what concerns them. */
  rows: CapRow[]
  /** Newest first: the answers to those who asked, and by whom. */
  changes: CapChange[]
  mayManage: boolean
  /** Whether this person has a cap of their own, which they can ask to have raised. */
  own: boolean
}

const MOST_CHANGES = 10
const Detail = z.object({
  kind: z.enum(capKinds),
  subject: z.number(),
  from: z.number().nullable(),
  to: z.number().nullable(),
})

/** The caps of a workspace, what this cycle has used of them, and who changed them. */
export async function readCaps(ctx: WorkspaceContext): Promise<Caps> {
  const [people, caps, changed] = await Promise.all([
    memberNames(ctx),
    capsOf(ctx.workspaceId),
    changesOf(ctx),
  ])
  const all = [
    ...people.map(({ userId, name }) => ({ kind: 'member' as const, subject: userId, name })),
    ...actionKeys.map((key) => ({
      kind: 'action' as const,
      subject: actionIds[key],
      name: actionWords[key].label,
    })),
  ]
  const named = (kind: CapKind, subject: number) =>
    all.find((one) => one.kind === kind && one.subject === subject)?.name ?? 'Somebody who left'
  const capOf = (kind: CapKind, subject: number) =>
    caps.find((cap) => cap.kind === kind && cap.subject === subject)?.mostCredits ?? null
  const uses = await capUses(
    ctx.workspaceId,
    all.map((one) => ({ ...one, mostCredits: 0 })),
  )
  const rows = all.map((one, i) => ({
    ...one,
    mostCredits: capOf(one.kind, one.subject),
    usedCredits: uses[i]?.usedCredits ?? 0,
  }))
  const mayManage = can(ctx.role, 'caps.manage')
  const concerns = ({ kind, subject, mostCredits }: CapRow) =>
    mostCredits !== null && (kind === 'action' || subject === ctx.userId)
  return {
    rows: mayManage ? rows : rows.filter(concerns),
    changes: changed
      .filter(({ kind, subject }) => mayManage || kind === 'action' || subject === ctx.userId)
      .map(({ kind, subject, ...change }) => ({ ...change, name: named(kind, subject) })),
    mayManage,
    own: capOf('member', ctx.userId) !== null,
  }
}

async function changesOf({ workspaceId }: WorkspaceContext) {
  const rows = await inWorkspace(workspaceId, (tx) =>
    tx
      .select({ at: auditEvents.at, detail: auditEvents.detail, name: users.name, email: users.email })
      .from(auditEvents)
      .innerJoin(users, eq(users.id, auditEvents.actorId))
      .where(and(eq(auditEvents.workspaceId, workspaceId), eq(auditEvents.verb, CAP_SET)))
      .orderBy(desc(auditEvents.at))
      .limit(MOST_CHANGES),
  )
  return rows.map(({ at, detail, name, email }) => ({ ...Detail.parse(detail), at, by: name || email }))
}
