import type { Column } from './columns'

/** What a table or subquery shows of workspaces, by the names of its columns. */
export type Outputs = ReadonlyMap<string, Column>

export class Source {
  constructor(
    readonly alias: string,
    readonly outputs: Outputs,
    /** A column without the name of this table isn't taken for its own. */
    readonly isOther = false,
  ) {}
}

/** The tables that one level of a statement reads, and the level around it. */
export class Scope {
  readonly sources: Source[] = []
  private readonly named = new Map<string, Outputs>()

  constructor(readonly outer: Scope | null) {}

  /** A level that sees what `with` named here, but not the tables. */
  withoutSources(): Scope {
    const scope = new Scope(this.outer)
    for (const [name, outputs] of this.named) scope.named.set(name, outputs)
    return scope
  }

  name(name: string, outputs: Outputs): void {
    this.named.set(name, outputs)
  }

  /** The result of a `with` query; undefined: the name is a table's. */
  findNamed(name: string): Outputs | undefined {
    return this.named.get(name) ?? this.outer?.findNamed(name)
  }

  /** The workspace column that a reference means, and the level that has it. */
  find(column: string, alias: string | null): { column: Column; source: Source; scope: Scope } | null {
    for (const source of this.sources) {
      if (alias === null ? source.isOther : source.alias !== alias) continue
      const found = source.outputs.get(column)
      if (found) return { column: found, source, scope: this }
      if (alias !== null) return null
    }
    return this.outer?.find(column, alias) ?? null
  }

  /** The level that has a table or subquery of this name. */
  findAlias(alias: string): { source: Source; scope: Scope } | null {
    const source = this.sources.find((one) => one.alias === alias)
    return source ? { source, scope: this } : (this.outer?.findAlias(alias) ?? null)
  }
}
