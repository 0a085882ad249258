import { and, eq, inArray } from 'drizzle-orm'
import type { Queryable } from '@/db/client'
import { apiKeys, users } from '@/db/schema'

/**
 * The names of ledger actors by id: people are positive, service keys of the workspace negative, and 0 is the product
 * itself.
 */
export async function getActorNames(
  tx: Queryable,
  workspaceId: number,
  actorIds: readonly number[],
): Promise<Map<number, string>> {
  const ids = [...new Set(actorIds)]
  const people = ids.filter((id) => id > 0)
  const services = ids.filter((id) => id < 0)
  const names = new Map<number, string>()
  if (people.length > 0) {
    const rows = await tx
      .select({ id: users.id, name: users.name, email: users.email })
      .from(users)
      .where(inArray(users.id, people))
    for (const { id, name, email } of rows) names.set(id, name || email)
  }
  if (services.length > 0) {
    const rows = await tx
      .select({ id: apiKeys.serviceActor, name: apiKeys.name })
      .from(apiKeys)
      .where(and(eq(apiKeys.workspaceId, workspaceId), inArray(apiKeys.serviceActor, services)))
    for (const { id, name } of rows) if (id !== null) names.set(id, `${name} (service key)`)
  }
  return names
}

/** The actor name that screens show. */
export function actorName(actorId: number, names: ReadonlyMap<number, string>): string {
  if (actorId === 0) return 'Market Trak'
  return names.get(actorId) ?? (actorId < 0 ? 'A service key' : 'A former member')
}
