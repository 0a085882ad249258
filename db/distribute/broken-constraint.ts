/** The name of a table, key or check, without the shard's number that Citus adds to it in messages. */
export const withoutShard = (text: string): string => text.replace(/_1\d{5,}\b/g, '')

/**
 * The key or check that a statement broke; null if it failed for another reason. A driver's error has it, also if Drizzle wrapped
 * it. Citus sends only the message of a node, with the name that the shard's key has (R53).
 */
export function brokenConstraint(error: unknown): string | null {
  const cause = error instanceof Error && error.cause ? error.cause : error
  const { constraint_name, message = '' } = cause as { constraint_name?: string; message?: string }
  const [, named] = /constraint "([^"]+)"/.exec(message) ?? []
  const name = constraint_name ?? named
  return name === undefined ? null : withoutShard(name)
}
