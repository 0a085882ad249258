import type { SelectedUsage, UsageBreakdown } from '@/lib/billing/statement/usage-breakdown'
import { type ActionKey, actionOfId } from '@/lib/credits/shared/actions'
import type { SpendingLimitRow } from '@/lib/spending-limits/read-spending-limits'

/** The rows of the usage tables; the tables draw them. */

export type UsageTableRow = {
  key: string
  name: string
  credits: number
  times: number
  /** Null: the viewer sees no limit here. */
  limit: SpendingLimitRow | null
  /** Not part of the selected day or action. It stays in the page, so that an edited limit is not lost. */
  hidden: boolean
}

type Sums = { whole: UsageBreakdown; shown: SelectedUsage; limits: readonly SpendingLimitRow[] }

/** Every action that was used in the cycle, and every action whose limit the viewer sees. */
export function actionRows({ whole, shown, limits }: Sums): (UsageTableRow & { action: ActionKey })[] {
  const ofActions = limits.filter(({ kind }) => kind === 'action')
  const names = new Map<ActionKey, string>(whole.byAction.map(({ action, label }) => [action, label]))
  for (const { subject, name } of ofActions) {
    const action = actionOfId(subject)
    if (action && !names.has(action)) names.set(action, name)
  }
  return [...names].map(([action, name]) => {
    const sum = shown.byAction.find((line) => line.action === action)
    const limit = ofActions.find(({ subject }) => actionOfId(subject) === action)
    return {
      action,
      key: action,
      name,
      ...sumOf(sum),
      limit: limit ?? null,
      hidden: isHidden(whole, shown, sum),
    }
  })
}

/** Everyone who used credits in the cycle, and every member whose limit the viewer sees. */
export function memberRows({ whole, shown, limits }: Sums): (UsageTableRow & { memberId: number })[] {
  const ofMembers = limits.filter(({ kind }) => kind === 'member')
  const names = new Map(whole.byMember.map(({ memberId, name }) => [memberId, name]))
  for (const { subject, name } of ofMembers) if (!names.has(subject)) names.set(subject, name)
  return [...names].map(([memberId, name]) => {
    const sum = shown.byMember.find((line) => line.memberId === memberId)
    const limit = ofMembers.find(({ subject }) => subject === memberId)
    return {
      memberId,
      key: String(memberId),
      name,
      ...sumOf(sum),
      limit: limit ?? null,
      hidden: isHidden(whole, shown, sum),
    }
  })
}

export function featureRows({ shown }: Pick<Sums, 'shown'>): UsageTableRow[] {
  return shown.byFeature.map(({ feature, credits, times }) => ({
    key: feature,
    name: feature,
    credits,
    times,
    limit: null,
    hidden: false,
  }))
}

const sumOf = (sum: { credits: number; times: number } | undefined) => ({
  credits: sum?.credits ?? 0,
  times: sum?.times ?? 0,
})

const isHidden = (whole: UsageBreakdown, shown: SelectedUsage, sum: object | undefined) =>
  shown !== whole && sum === undefined
