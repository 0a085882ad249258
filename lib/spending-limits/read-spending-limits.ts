import { inWorkspace } from '@/db/client'
import type { SpendingLimitKind } from '@/db/schema/billing/spending-limits'
import { can } from '@/lib/auth/permissions'
import { costUnder, getRateCard } from '@/lib/billing/catalog/rate-card'
import { actionLabels } from '@/lib/billing/shared/action-labels'
import type { WorkspaceContext } from '@/lib/core/context'
import { actionIds, actionKeys, actionOfId } from '@/lib/credits/shared/actions'
import { listSpendingLimits, readSpendingLimitUses } from '@/lib/spending-limits/enforcement/spending-limits'
import { memberNames } from '@/lib/workspaces/members/list-members'
import { type OpenRequest, readOpenIncreaseRequests } from './open-requests'
import { readSpendingLimitChanges, type SpendingLimitChange } from './spending-limit-changes'

export type SpendingLimitRow = {
  kind: SpendingLimitKind
  subject: number
  name: string
  /** Null: no limit. */
  mostCredits: number | null
  usedCredits: number
  /** Open requests for an increase, oldest first. */
  requests: { name: string; own: boolean; at: Date; requestedCredits: number | null; reason: string | null }[]
  /**
   * The suggested new limit: the highest amount requested, or else twice the current limit and enough for the most
   * expensive action.
   */
  raiseTo: number
}
export type SpendingLimits = {
  /** Owners see every member and action; others see what concerns them. */
  rows: SpendingLimitRow[]
  /** Newest first: what was decided, and by whom. */
  changes: SpendingLimitChange[]
  mayManage: boolean
}

/** A workspace's spending limits with this cycle's usage, open requests and recent changes. */
export async function readSpendingLimits(ctx: WorkspaceContext): Promise<SpendingLimits> {
  const { workspaceId } = ctx
  const [people, limits, changes, open, card] = await Promise.all([
    memberNames(ctx),
    listSpendingLimits(workspaceId),
    readSpendingLimitChanges(ctx),
    inWorkspace(workspaceId, (tx) => readOpenIncreaseRequests(tx, workspaceId)),
    getRateCard(),
  ])
  const all = [
    ...people.map(({ userId, name }) => ({ kind: 'member' as const, subject: userId, name })),
    ...actionKeys.map((key) => ({
      kind: 'action' as const,
      subject: actionIds[key],
      name: actionLabels[key].label,
    })),
  ]
  const uses = await readSpendingLimitUses(
    workspaceId,
    all.map((one) => ({ ...one, mostCredits: 0 })),
  )
  const price = (kind: SpendingLimitKind, subject: number) => {
    const action = kind === 'action' ? actionOfId(subject) : null
    return Math.max(...(action ? [action] : actionKeys).map((key) => costUnder(card, key, 1)))
  }
  const named = ({ userId, at, requestedCredits, reason }: OpenRequest) => {
    const name = people.find((person) => person.userId === userId)?.name
    return name === undefined ? [] : [{ name, own: userId === ctx.userId, at, requestedCredits, reason }]
  }
  const rows = all.map((one, i): SpendingLimitRow => {
    const { kind, subject } = one
    const isThis = (other: { kind: SpendingLimitKind; subject: number }) =>
      other.kind === kind && other.subject === subject
    const mostCredits = limits.find(isThis)?.mostCredits ?? null
    const usedCredits = uses[i]?.usedCredits ?? 0
    const requests = open.filter(isThis).flatMap(named)
    const wanted = Math.max(...requests.map(({ requestedCredits }) => requestedCredits ?? 0), 0)
    const enough = Math.max(2 * (mostCredits ?? 0), usedCredits + price(kind, subject))
    const raiseTo = wanted > (mostCredits ?? 0) ? wanted : enough
    return { ...one, mostCredits, usedCredits, raiseTo, requests }
  })
  const mayManage = can(ctx.role, 'spending-limits.manage')
  const concerns = ({ kind, subject, mostCredits }: SpendingLimitRow) =>
    mostCredits !== null && (kind === 'action' || subject === ctx.userId)
  return { rows: mayManage ? rows : rows.filter(concerns), changes, mayManage }
}
