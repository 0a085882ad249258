import { inWorkspace } from '@/db/client'
import type { CapKind } from '@/db/schema/billing/spending-limits'
import { can } from '@/lib/auth/permissions'
import { costUnder, rateCard } from '@/lib/billing/catalog/rate-card'
import { actionWords } from '@/lib/billing/shared/action-labels'
import type { WorkspaceContext } from '@/lib/core/context'
import { actionIds, actionKeys, actionOfId } from '@/lib/credits/shared/actions'
import { capsOf, capUses } from '@/lib/metering/spending-limits'
import { memberNames } from '../members/member-names'
import { type CapAsk, openAsks } from './limit-increase-requests'
import { type CapChange, readCapChanges } from './spending-limit-changes'

export type CapRow = {
  kind: CapKind
  subject: number
  name: string
  /** Null: no cap. */
  mostCredits: number | null
  usedCredits: number
  /** Who asked for more and got no answer yet. */
  asks: { name: string; own: boolean; at: Date }[]
  /** What it would be raised to with one click: twice as much, and enough to go on. */
  raiseTo: number
}
export type Caps = {
  /** An owner sees everybody and every action; others what concerns them. */
  rows: CapRow[]
  /** Newest first: the answers to those who asked, and by whom. */
  changes: CapChange[]
  mayManage: boolean
}

/** The caps of a workspace, what this cycle has used of them, who asks for more, and who changed them. */
export async function readCaps(ctx: WorkspaceContext): Promise<Caps> {
  const { workspaceId } = ctx
  const [people, caps, changes, asks, card] = await Promise.all([
    memberNames(ctx),
    capsOf(workspaceId),
    readCapChanges(ctx),
    inWorkspace(workspaceId, (tx) => openAsks(tx, workspaceId)),
    rateCard(),
  ])
  const all = [
    ...people.map(({ userId, name }) => ({ kind: 'member' as const, subject: userId, name })),
    ...actionKeys.map((key) => ({
      kind: 'action' as const,
      subject: actionIds[key],
      name: actionWords[key].label,
    })),
  ]
  const uses = await capUses(
    workspaceId,
    all.map((one) => ({ ...one, mostCredits: 0 })),
  )
  const price = (kind: CapKind, subject: number) => {
    const action = kind === 'action' ? actionOfId(subject) : null
    return Math.max(...(action ? [action] : actionKeys).map((key) => costUnder(card, key, 1)))
  }
  /** Who left meanwhile needs no answer. */
  const told = ({ userId, at }: CapAsk) => {
    const name = people.find((person) => person.userId === userId)?.name
    return name === undefined ? [] : [{ name, own: userId === ctx.userId, at }]
  }
  const rows = all.map((one, i): CapRow => {
    const { kind, subject } = one
    const isThis = (other: { kind: CapKind; subject: number }) =>
      other.kind === kind && other.subject === subject
    const mostCredits = caps.find(isThis)?.mostCredits ?? null
    const usedCredits = uses[i]?.usedCredits ?? 0
    const raiseTo = Math.max(2 * (mostCredits ?? 0), usedCredits + price(kind, subject))
    return { ...one, mostCredits, usedCredits, raiseTo, asks: asks.filter(isThis).flatMap(told) }
  })
  const mayManage = can(ctx.role, 'caps.manage')
  const concerns = ({ kind, subject, mostCredits }: CapRow) =>
    mostCredits !== null && (kind === 'action' || subject === ctx.userId)
  return { rows: mayManage ? rows : rows.filter(concerns), changes, mayManage }
}
