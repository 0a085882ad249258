import type { Membership } from '@/lib/workspaces/members/membership'

/** Spending limits are a column of the usage tables (usage-section.tsx). */
export function SpendingLimitsSection(_: { workspace: Membership }) {
  return null
}
