import type { Problem } from '../rules'
import { type Column, Columns } from './columns'
import type { Scope, Source } from './scope'

type Level = { scope: Scope; tables: Column[]; isLocked: boolean }

/** The distributed tables of each query in a statement, and which of them are used without their workspace. */
export class Levels {
  readonly columns = new Columns()
  private readonly levels: Level[] = []
  /** Levels that refer to a table of a level around them. */
  private readonly references: { from: Scope; to: Source; outer: Scope }[] = []
  private readonly movesRow = new Set<string>()

  add(scope: Scope, isLocked: boolean): void {
    this.levels.push({ scope, tables: [], isLocked })
  }

  addTable(scope: Scope, table: Column): void {
    this.of(scope)?.tables.push(table)
  }

  addReference(from: Scope, to: Source, outer: Scope): void {
    this.references.push({ from, to, outer })
  }

  /** The statement changes the workspace of a row of this table. */
  addMove(table: string): void {
    this.movesRow.add(table)
  }

  problems(): Problem[] {
    this.columns.settle()
    const open = (columns: Column[]) => columns.filter((column) => !this.columns.isGiven(column))
    const problems: Problem[] = []
    const add = (rule: Problem['rule'], about: (string | null)[]) => {
      const tables = [...new Set(about)].filter((table) => table !== null).sort()
      if (tables.length > 0) problems.push({ rule, about: tables })
    }
    add(
      'no-workspace',
      this.levels.flatMap(({ tables }) => open(tables)).map(({ table }) => table),
    )
    add(
      'locks-several',
      this.levels.flatMap(({ tables, isLocked }) => (isLocked ? open(tables) : [])).map(({ table }) => table),
    )
    add('joined-on-other', this.apart(open))
    add('correlated-subquery', this.correlated(open))
    add('moves-row', [...this.movesRow])
    return problems
  }

  /** Tables that are read together, but each for other workspaces. */
  private apart(open: (columns: Column[]) => Column[]): (string | null)[] {
    const apart: (string | null)[] = []
    const compare = ([first, ...others]: Column[]) => {
      for (const other of others)
        if (first && !this.columns.areJoined(first, other)) apart.push(first.table, other.table)
    }
    for (const { tables } of this.levels) compare(open(tables))
    for (const { from, to } of this.references) {
      const inner = this.of(from)?.tables ?? []
      const outer = [...to.outputs.values()].filter(({ table }) => table !== null)
      if (open(inner).length > 0 && open(outer).length > 0) compare([...open(outer), ...open(inner)])
    }
    return apart
  }

  /** Tables of all workspaces, read again for each row of a table that every machine has. */
  private correlated(open: (columns: Column[]) => Column[]): (string | null)[] {
    return this.references.flatMap(({ from, outer }) =>
      (this.of(outer)?.tables ?? []).length > 0
        ? []
        : open(this.of(from)?.tables ?? []).map(({ table }) => table),
    )
  }

  private of(scope: Scope): Level | undefined {
    return this.levels.find((level) => level.scope === scope)
  }
}
