import type { Node, SelectStmt } from 'libpg-query'

/** The last part of a name: `workspace_id` of `r.workspace_id`, `now` of `pg_catalog.now`. */
export function lastName(names: readonly Node[] = []): string {
  const last = names.at(-1)
  return last && 'String' in last ? (last.String.sval ?? '') : ''
}

/** A reference to a column, under any casts; null: it is something else. */
export function columnName(node: Node | undefined): { source: string | null; column: string } | null {
  const bare = withoutCasts(node)
  if (!bare || !('ColumnRef' in bare)) return null
  const fields = bare.ColumnRef.fields ?? []
  const column = lastName(fields)
  return column ? { source: fields.length > 1 ? lastName(fields.slice(0, -1)) : null, column } : null
}

/** Whether the value is known before the statement runs. */
export function isConstant(node: Node | undefined): boolean {
  const bare = withoutCasts(node)
  return bare !== undefined && ('ParamRef' in bare || ('A_Const' in bare && !bare.A_Const.isnull))
}

function withoutCasts(node: Node | undefined): Node | undefined {
  return node && 'TypeCast' in node ? withoutCasts(node.TypeCast.arg) : node
}

/** The parts of a condition that must all be true. */
export function conjuncts(node: Node | undefined): Node[] {
  if (!node) return []
  if ('BoolExpr' in node && node.BoolExpr.boolop === 'AND_EXPR')
    return (node.BoolExpr.args ?? []).flatMap(conjuncts)
  return [node]
}

/** The pairs that a condition says are equal: one of `a = b`, several of `(a, b) = (c, d)`. */
export function equalPairs(node: Node): [Node, Node][] {
  if (!('A_Expr' in node)) return []
  const { kind, name, lexpr, rexpr } = node.A_Expr
  if (kind !== 'AEXPR_OP' || lastName(name) !== '=' || !lexpr || !rexpr) return []
  const [left, right] = [elements(lexpr), elements(rexpr)]
  if (left.length !== right.length) return []
  return left.flatMap((one, i): [Node, Node][] => {
    const other = right[i]
    return other ? [[one, other]] : []
  })
}

/** The parts of a row, or the expression itself. */
export const elements = (node: Node): Node[] => ('RowExpr' in node ? (node.RowExpr.args ?? []) : [node])

/**
 * Calls `visit` with each part of the tree, from the outside in. It says whether to go on inside that part.
 */
export function visitAll(tree: unknown, visit: (name: string, part: object) => boolean): void {
  if (Array.isArray(tree)) {
    for (const one of tree) visitAll(one, visit)
    return
  }
  if (typeof tree !== 'object' || tree === null) return
  for (const [name, part] of Object.entries(tree)) {
    if (typeof part !== 'object' || part === null) continue
    if (Array.isArray(part) || visit(name, part)) visitAll(part, visit)
  }
}

/** Whether the result has other rows than those of its tables, so that a condition outside is not one inside. */
export function isClosed(select: SelectStmt): boolean {
  const { limitCount, limitOffset, distinctClause, groupClause, havingClause, windowClause, targetList } =
    select
  if (limitCount || limitOffset || havingClause) return true
  if (distinctClause?.length || groupClause?.length || windowClause?.length) return true
  let hasWindow = false
  visitAll(targetList, (name, part) => {
    if (name === 'FuncCall' && 'over' in part) hasWindow = true
    return name !== 'SubLink'
  })
  return hasWindow
}

/** Whether each row has a value at this place, rather than the column's default. */
export function isGivenIn({ valuesLists = [] }: SelectStmt, at: number): boolean {
  return valuesLists.every((row) => {
    const value = 'List' in row ? row.List.items?.[at] : undefined
    return value !== undefined && !('SetToDefault' in value) && !('SubLink' in value)
  })
}
