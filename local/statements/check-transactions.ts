import { describe, findExempt, type Sent } from './check-file'
import { checkStatement, isWrite, shapeOf } from './check-statement'
import type { Catalog, Problem } from './rules'

const IN_TURN = 'citus.multi_shard_modify_mode'
const WRITTEN = /^\s*(?:insert into|update|delete from)\s+"?(\w+)"?/i

/**
 * A statement for several workspaces asks the shards at the same time, over several connections. After that, Citus refuses a
 * write to a table that every machine has in the same transaction (db/distribute/sharding.ts: readShardsInTurn).
 */
export function checkTransactions(
  transactions: readonly (readonly Sent[])[],
  catalog: Catalog,
  known: Map<string, Problem[]>,
): string[] {
  const violations = new Set<string>()
  const crosses = ({ text }: Sent) => {
    if (isWrite(text)) return false
    const shape = shapeOf(text)
    const problems = known.get(shape) ?? checkStatement(shape, catalog)
    known.set(shape, problems)
    return problems.some(({ rule }) => rule === 'no-workspace')
  }
  for (const sent of transactions) {
    const table = (one: Sent) => WRITTEN.exec(one.text)?.[1] ?? ''
    const last = sent.findLastIndex((one) => catalog.reference.has(table(one)))
    const write = sent[last]
    if (!write || findExempt(write) || sent.some(({ text }) => text.includes(IN_TURN))) continue
    if (!sent.slice(0, last).some(crosses)) continue
    const problem: Problem = { rule: 'shared-write-after-crossing', about: [table(write)] }
    violations.add(describe(problem, shapeOf(write.text), write.file))
  }
  return [...violations]
}
