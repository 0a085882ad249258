import type { Node, OnConflictClause } from 'libpg-query'
import type { Catalog, Problem, Rule } from '../rules'
import { columnName, lastName, visitAll } from './tree'

/**
 * Finds functions that Citus refuses in a write. It sends a write to each copy of a row, which must come out the same, so it
 * computes what is not immutable first, and it can't where that depends on the row.
 */
export function checkFunctions(statement: Node, catalog: Catalog): Problem[] {
  const found = new Map<Rule, Set<string>>()
  const add = (rule: Rule, names: string[]) => {
    for (const name of names) found.set(rule, (found.get(rule) ?? new Set()).add(name))
  }
  const isShared = (table = '') => catalog.distributed.has(table) || catalog.reference.has(table)
  const isPlanned = (table = '') => isShared(table) || catalog.managed.has(table)

  visitAll(statement, (kind, part) => {
    if (kind === 'InsertStmt') {
      const { relation, selectStmt, onConflictClause, returningClause } = part as Extract<
        Node,
        { InsertStmt: unknown }
      >['InsertStmt']
      if (!isPlanned(relation?.relname)) return true
      const values = selectStmt && 'SelectStmt' in selectStmt ? selectStmt.SelectStmt.valuesLists : undefined
      if (!values) add('volatile-write', called(selectStmt, catalog.volatile))
      if (isShared(relation?.relname)) add('local-in-write', usedTables(part, catalog.local))
      if (hasSubquery(values) || hasSubquery(onConflictClause))
        add('subquery-in-insert', [relation?.relname ?? ''])
      add('mutable-upsert', upserted(onConflictClause, catalog))
      add('mutable-returning', called(returningClause?.exprs, catalog.mutable))
    }
    if (kind === 'UpdateStmt' || kind === 'DeleteStmt') {
      const write = part as Extract<Node, { UpdateStmt: unknown }>['UpdateStmt']
      if (!isPlanned(write.relation?.relname)) return true
      if (isShared(write.relation?.relname)) add('local-in-write', usedTables(part, catalog.local))
      if (catalog.reference.has(write.relation?.relname ?? ''))
        add('workspace-in-shared-write', usedTables(part, catalog.distributed))
      add('volatile-write', called(write, catalog.volatile))
      add('mutable-returning', called(write.returningClause?.exprs, catalog.mutable))
      for (const expression of [write.targetList, write.whereClause]) {
        add('stable-in-case', calledInCase(expression, catalog))
        add('stable-of-column', calledOnColumn(expression, catalog))
      }
    }
    return true
  })
  return [...found].map(([rule, names]) => ({ rule, about: [...names].sort() }))
}

/** The functions of the list that are called anywhere in the tree. */
function called(tree: unknown, names: ReadonlySet<string>): string[] {
  const found: string[] = []
  visitAll(tree, (kind, part) => {
    if (kind === 'FuncCall') {
      const name = functionName(part)
      if (names.has(name)) found.push(name)
    }
    if (kind === 'SQLValueFunction' && names.has('now')) found.push('current_timestamp')
    return true
  })
  return found
}

function usedTables(tree: unknown, tables: { has(name: string): boolean }): string[] {
  const found: string[] = []
  visitAll(tree, (kind, part) => {
    if (kind === 'RangeVar' && 'relname' in part && tables.has(String(part.relname)))
      found.push(String(part.relname))
    return true
  })
  return found
}

const functionName = (part: object) => ('funcname' in part ? lastName(part.funcname as Node[]) : '')

function upserted(clause: OnConflictClause | undefined, catalog: Catalog): string[] {
  return [...called(clause, catalog.mutable), ...(intervals(clause).length > 0 ? ['interval'] : [])]
}

function calledInCase(tree: unknown, catalog: Catalog): string[] {
  const found: string[] = []
  visitAll(tree, (kind, part) => {
    if (kind !== 'CaseExpr' && kind !== 'CoalesceExpr') return kind !== 'SubLink'
    found.push(...called(part, catalog.mutable), ...(intervals(part).length > 0 ? ['interval'] : []))
    return false
  })
  return found
}

/** Functions with a column among their arguments. Casts and operators have no name, except adding an interval. */
function calledOnColumn(tree: unknown, catalog: Catalog): string[] {
  const found: string[] = []
  visitAll(tree, (kind, part) => {
    if (kind === 'FuncCall') {
      const name = functionName(part)
      if (catalog.mutable.has(name) && hasColumn(part)) found.push(name)
    }
    return kind !== 'SubLink' && kind !== 'CaseExpr' && kind !== 'CoalesceExpr'
  })
  if (intervals(tree).some(hasColumn) || sums(tree).some((sum) => isClockAndColumn(sum, catalog)))
    found.push('interval')
  return found
}

/** A time can only be added to an interval, so the column is one. */
const isClockAndColumn = ({ lexpr, rexpr }: Sum, catalog: Catalog) =>
  [
    [lexpr, rexpr],
    [rexpr, lexpr],
  ].some(
    ([clock, other]) =>
      clock &&
      other &&
      'FuncCall' in clock &&
      catalog.mutable.has(functionName(clock.FuncCall)) &&
      hasColumn(other),
  )

/** Additions and subtractions of an interval, which depend on the time zone. */
const intervals = (tree: unknown) =>
  sums(tree, /^[+-]$/).filter(({ lexpr, rexpr }) => [lexpr, rexpr].some(isInterval))

type Sum = { lexpr?: Node; rexpr?: Node }

function sums(tree: unknown, operator = /^\+$/): Sum[] {
  const found: Sum[] = []
  visitAll(tree, (kind, part) => {
    if (kind === 'SubLink') return false
    if (kind === 'A_Expr' && 'name' in part && operator.test(lastName(part.name as Node[])))
      found.push(part as Sum)
    return true
  })
  return found
}

function isInterval(node: Node | undefined): boolean {
  if (!node) return false
  if ('TypeCast' in node) return lastName(node.TypeCast.typeName?.names) === 'interval'
  if ('FuncCall' in node) return functionName(node.FuncCall) === 'make_interval'
  if ('A_Expr' in node) return isInterval(node.A_Expr.lexpr) || isInterval(node.A_Expr.rexpr)
  return false
}

function hasColumn(tree: object): boolean {
  let has = false
  visitAll(tree, (kind, part) => {
    if (kind === 'ColumnRef' && columnName({ ColumnRef: part } as Node)) has = true
    return true
  })
  return has
}

function hasSubquery(tree: unknown): boolean {
  let has = false
  visitAll(tree, (kind) => {
    if (kind === 'SubLink') has = true
    return true
  })
  return has
}
