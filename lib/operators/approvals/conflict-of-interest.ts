import { eq, inArray, sql } from 'drizzle-orm'
import type { Queryable } from '@/db/client'
import { marketNow } from '@/db/product-time'
import { formerMembers, members, users } from '@/db/schema'
import { Refusal } from '@/lib/core/errors'
import type { Operator } from '../operator'

/**
 * Normalizes an address to its mailbox: ignores case, a +tag, and the dots that Gmail ignores. Two accounts with the same
 * mailbox are one person, so they cannot approve each other's requests.
 */
export function mailboxOf(email: string): string {
  const [name = '', domain = ''] = email.trim().toLowerCase().split('@')
  const plain = name.split('+')[0] ?? ''
  const host = domain === 'googlemail.com' ? 'gmail.com' : domain
  return `${host === 'gmail.com' ? plain.replaceAll('.', '') : plain}@${host}`
}

type Person = { userId: number; email: string | null }

export const isSamePerson = (a: Person, b: Person): boolean =>
  a.userId === b.userId || (a.email !== null && b.email !== null && mailboxOf(a.email) === mailboxOf(b.email))

/** Which of the workspaces the operator belongs to or left in the last 30 days. */
export async function ownWorkspaces(
  tx: Queryable,
  operator: Operator,
  workspaceIds: readonly number[],
): Promise<number[]> {
  if (workspaceIds.length === 0) return []
  const ids = [...workspaceIds]
  const people = { workspaceId: members.workspaceId, userId: users.id, email: users.email }
  const current = await tx
    .select(people)
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(inArray(members.workspaceId, ids))
  const former = await tx
    .select({ workspaceId: formerMembers.workspaceId, userId: formerMembers.userId, email: users.email })
    .from(formerMembers)
    .leftJoin(users, eq(users.id, formerMembers.userId))
    .where(
      sql`${inArray(formerMembers.workspaceId, ids)} and ${formerMembers.leftAt} > ${marketNow} - interval '30 days'`,
    )
  const own = [...current, ...former].filter((person) => isSamePerson(operator, person))
  return [...new Set(own.map(({ workspaceId }) => workspaceId))].sort((a, b) => a - b)
}

/**
 * For operations without an approval step: operators cannot act on their own workspaces.
 * @throws Refusal `operator.own-workspace`
 */
export async function refuseOwnWorkspaces(
  tx: Queryable,
  operator: Operator,
  workspaceIds: readonly number[],
): Promise<void> {
  const own = await ownWorkspaces(tx, operator, workspaceIds)
  if (own.length === 0) return
  throw new Refusal(
    'operator.own-workspace',
    `You belong to workspace ${own.join(', ')} or left it in the last 30 days. Ask another operator to do this.`,
  )
}
