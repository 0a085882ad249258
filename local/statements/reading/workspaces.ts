import type {
  DeleteStmt,
  InsertStmt,
  JoinExpr,
  Node,
  RangeVar,
  SelectStmt,
  SubLink,
  UpdateStmt,
  WithClause,
} from 'libpg-query'
import type { Catalog, Problem } from '../rules'
import { Column } from './columns'
import { Conditions } from './conditions'
import { Levels } from './levels'
import { type Outputs, Scope, Source } from './scope'
import { columnName, isClosed, isConstant, isGivenIn, lastName, visitAll } from './tree'

/** One column of a query's result. */
type Output = { name: string; column: Column | null; isConstant: boolean }

const NONE: Outputs = new Map()

/**
 * Reads a statement and finds the distributed tables it uses without their workspace. Only what PostgreSQL can conclude
 * from the text counts: an equality that holds in every row, or a join by one.
 */
export class WorkspaceReader {
  private readonly levels = new Levels()
  private readonly columns = this.levels.columns
  private readonly conditions = new Conditions(this.columns, (sublink, scope) => this.sublink(sublink, scope))
  private readonly sublinks = new Map<SubLink, Output[]>()

  constructor(private readonly catalog: Pick<Catalog, 'distributed'>) {}

  read(statement: Node): Problem[] {
    this.statement(statement, null)
    return this.levels.problems()
  }

  private statement(node: Node, outer: Scope | null): Output[] {
    if ('SelectStmt' in node) return this.select(node.SelectStmt, outer)
    if ('InsertStmt' in node) return this.insert(node.InsertStmt, outer)
    if ('UpdateStmt' in node) return this.update(node.UpdateStmt, outer)
    if ('DeleteStmt' in node) return this.delete(node.DeleteStmt, outer)
    const inner =
      'ExplainStmt' in node ? node.ExplainStmt : 'DeclareCursorStmt' in node ? node.DeclareCursorStmt : null
    return inner?.query ? this.statement(inner.query, outer) : []
  }

  private open(outer: Scope | null, withClause: WithClause | undefined, isLocked: boolean) {
    const scope = new Scope(outer)
    this.levels.add(scope, isLocked)
    for (const one of withClause?.ctes ?? []) {
      if (!('CommonTableExpr' in one)) continue
      const { ctename = '', ctequery } = one.CommonTableExpr
      if (withClause?.recursive) scope.name(ctename, NONE)
      // Its result is computed first, so conditions on it don't reach its tables.
      if (ctequery) scope.name(ctename, this.closed(this.statement(ctequery, scope)))
    }
    return scope
  }

  // Queries

  private select(select: SelectStmt, outer: Scope | null): Output[] {
    const scope = this.open(outer, select.withClause, (select.lockingClause ?? []).length > 0)
    if (select.op && select.op !== 'SETOP_NONE') return this.union(select, scope)
    for (const item of select.fromClause ?? []) this.from(item, scope)
    this.conditions.read(select.whereClause, scope)
    const outputs = this.outputs(select.targetList, scope)
    const { withClause: _, fromClause: __, ...rest } = select
    this.expressions(rest, scope)
    return outputs
  }

  private union({ larg, rarg }: SelectStmt, scope: Scope): Output[] {
    const [left, right] = [larg, rarg].map((side) => (side ? this.select(side, scope) : []))
    return (left ?? []).map((output, i) => {
      const other = right?.[i]
      const both = [output, other]
      const column = new Column(null)
      const known = both.flatMap((one) => one?.column ?? [])
      const isKnown = both.every((one) => one?.column || one?.isConstant)
      if (isKnown && known.length > 0) this.columns.follow(known, column)
      return {
        name: output.name,
        column: known.length > 0 ? column : null,
        isConstant: both.every((one) => one?.isConstant),
      }
    })
  }

  /** The columns of a result, as far as they are workspaces. */
  private outputs(targets: Node[] | undefined, scope: Scope): Output[] {
    return (targets ?? []).flatMap((target): Output[] => {
      if (!('ResTarget' in target)) return []
      const { name, val } = target.ResTarget
      if (val && 'ColumnRef' in val && val.ColumnRef.fields?.some((field) => 'A_Star' in field)) {
        const [alias] = val.ColumnRef.fields
        const of = alias && 'String' in alias ? scope.findAlias(alias.String.sval ?? '')?.source : null
        return (of ? [of] : scope.sources.filter(({ isOther }) => !isOther))
          .flatMap(({ outputs }) => [...outputs])
          .map(([key, column]) => ({ name: key, column, isConstant: false }))
      }
      const reference = columnName(val)
      const found = reference && scope.find(reference.column, reference.source)
      return [
        {
          name: name ?? reference?.column ?? '',
          column: found?.column ?? null,
          isConstant: isConstant(val),
        },
      ]
    })
  }

  private closed(outputs: Output[]): Outputs {
    const result = new Map<string, Column>()
    for (const { name, column, isConstant } of outputs) {
      if (!column && !isConstant) continue
      const shown = new Column(null)
      if (column) this.columns.follow([column], shown)
      else this.columns.give(shown)
      result.set(name, shown)
    }
    return result
  }

  // Tables

  private from(item: Node, scope: Scope): Source[] {
    if ('RangeVar' in item) return this.table(item.RangeVar, scope)
    if ('JoinExpr' in item) return this.joined(item.JoinExpr, scope)
    if ('RangeSubselect' in item) {
      const { subquery, alias, lateral } = item.RangeSubselect
      if (!subquery || !('SelectStmt' in subquery)) return []
      const select = subquery.SelectStmt
      const outputs = this.select(select, lateral ? scope : scope.withoutSources())
      const renamed = outputs.map((output, i) => {
        const name = alias?.colnames?.[i]
        return name && 'String' in name ? { ...output, name: name.String.sval ?? '' } : output
      })
      const isOpen = !isClosed(select) && (!select.op || select.op === 'SETOP_NONE')
      const shown = isOpen
        ? new Map(renamed.flatMap(({ name, column }) => (column ? [[name, column] as const] : [])))
        : this.closed(renamed)
      return this.add(new Source(alias?.aliasname ?? '', shown), scope)
    }
    if ('RangeFunction' in item) {
      this.expressions(item.RangeFunction.functions, scope)
      return this.add(new Source(item.RangeFunction.alias?.aliasname ?? '', NONE), scope)
    }
    this.expressions(item, scope)
    return []
  }

  private table({ schemaname, relname = '', alias }: RangeVar, scope: Scope): Source[] {
    const name = alias?.aliasname ?? relname
    const named = schemaname ? undefined : scope.findNamed(relname)
    if (named) return this.add(new Source(name, named), scope)
    const key = schemaname && schemaname !== 'public' ? undefined : this.catalog.distributed.get(relname)
    // Another table may have a column of that name, and be joined by it.
    if (key === undefined)
      return this.add(new Source(name, new Map([['workspace_id', new Column(null)]]), true), scope)
    const column = new Column(relname)
    this.levels.addTable(scope, column)
    return this.add(new Source(name, new Map([[key, column]])), scope)
  }

  private add(source: Source, scope: Scope): Source[] {
    scope.sources.push(source)
    return [source]
  }

  private joined({ jointype, larg, rarg, quals, usingClause }: JoinExpr, scope: Scope): Source[] {
    const left = larg ? this.from(larg, scope) : []
    const right = rarg ? this.from(rarg, scope) : []
    // The condition of an outer join limits only the side that can be missing.
    const limited =
      jointype === 'JOIN_LEFT'
        ? right
        : jointype === 'JOIN_RIGHT'
          ? left
          : jointype === 'JOIN_FULL'
            ? []
            : null
    for (const one of usingClause ?? []) {
      const name = lastName([one])
      const [a, b] = [left, right].map((side) =>
        side.find(({ outputs }) => outputs.has(name))?.outputs.get(name),
      )
      if (!a || !b) continue
      if (limited === null) this.columns.equate(a, b)
      else if (limited === right) this.columns.follow([a], b)
      else this.columns.follow([b], a)
    }
    this.conditions.read(quals, scope, limited)
    this.expressions(quals, scope)
    return [...left, ...right]
  }

  // Subqueries anywhere in an expression

  private expressions(tree: unknown, scope: Scope): void {
    visitAll(tree, (name, part) => {
      if (name === 'SubLink') {
        this.sublink(part as SubLink, scope)
        this.expressions((part as SubLink).testexpr, scope)
        return false
      }
      if (name === 'ColumnRef') this.reference({ ColumnRef: part } as Node, scope)
      return true
    })
  }

  private sublink(sublink: SubLink, scope: Scope): Output[] {
    const known = this.sublinks.get(sublink)
    if (known) return known
    const { subselect } = sublink
    const outputs = subselect && 'SelectStmt' in subselect ? this.select(subselect.SelectStmt, scope) : []
    const isOpen = subselect && 'SelectStmt' in subselect && !isClosed(subselect.SelectStmt)
    const shown = isOpen
      ? outputs
      : outputs.map((output) => {
          const column = output.column && new Column(null)
          if (output.column && column) this.columns.follow([output.column], column)
          return { ...output, column }
        })
    this.sublinks.set(sublink, shown)
    return shown
  }

  private reference(node: Node, scope: Scope): void {
    const alias = columnName(node)?.source
    const found = alias ? scope.findAlias(alias) : null
    if (found && found.scope !== scope) this.levels.addReference(scope, found.source, found.scope)
  }

  // Writes

  private insert(insert: InsertStmt, outer: Scope | null): Output[] {
    const scope = this.open(outer, insert.withClause, false)
    const { relation, cols = [], selectStmt, onConflictClause, returningClause } = insert
    const values = selectStmt && 'SelectStmt' in selectStmt ? selectStmt.SelectStmt : null
    const written = values && !values.valuesLists ? this.select(values, scope) : []
    if (values?.valuesLists) this.expressions(values.valuesLists, scope)
    if (!relation) return []
    const [target] = this.table(relation, scope)
    const entry = target && [...target.outputs][0]
    if (entry) {
      const at = cols.findIndex((column) => 'ResTarget' in column && column.ResTarget.name === entry[0])
      const output = written[at]
      // The coordinator takes the id of a new workspace from its sequence.
      const isNew = entry[0] !== 'workspace_id' && values?.valuesLists !== undefined
      if (isNew || (values?.valuesLists ? at >= 0 && isGivenIn(values, at) : output?.isConstant))
        this.columns.give(entry[1])
      else if (output?.column) this.columns.follow([output.column], entry[1])
      scope.sources.push(new Source('excluded', target.outputs))
      this.setsWorkspace(onConflictClause?.targetList, entry[0], target)
    }
    this.expressions(onConflictClause, scope)
    this.expressions(returningClause?.exprs, scope)
    return this.outputs(returningClause?.exprs, scope)
  }

  private update(update: UpdateStmt, outer: Scope | null): Output[] {
    const scope = this.open(outer, update.withClause, false)
    const [target] = update.relation ? this.table(update.relation, scope) : []
    for (const item of update.fromClause ?? []) this.from(item, scope)
    this.conditions.read(update.whereClause, scope)
    const key = target && [...target.outputs][0]?.[0]
    if (key) this.setsWorkspace(update.targetList, key, target)
    this.expressions([update.targetList, update.whereClause, update.returningClause?.exprs], scope)
    return this.outputs(update.returningClause?.exprs, scope)
  }

  private delete(from: DeleteStmt, outer: Scope | null): Output[] {
    const scope = this.open(outer, from.withClause, false)
    if (from.relation) this.table(from.relation, scope)
    for (const item of from.usingClause ?? []) this.from(item, scope)
    this.conditions.read(from.whereClause, scope)
    this.expressions([from.whereClause, from.returningClause?.exprs], scope)
    return this.outputs(from.returningClause?.exprs, scope)
  }

  private setsWorkspace(targets: Node[] | undefined, key: string, target: Source): void {
    for (const one of targets ?? []) {
      if (!('ResTarget' in one) || one.ResTarget.name !== key) continue
      if (columnName(one.ResTarget.val)?.column !== key)
        for (const { table } of target.outputs.values()) if (table) this.levels.addMove(table)
    }
  }
}
