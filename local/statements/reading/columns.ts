/** The column of a table or subquery that has the workspace's id. */
export class Column {
  /** The distributed table it belongs to; null: the result of a subquery. */
  constructor(readonly table: string | null) {}
}

/** Which of a statement's workspace columns have the same value, and which have the value of a parameter. */
export class Columns {
  private readonly parents = new Map<Column, Column>()
  private readonly joins = new Map<Column, Column>()
  private readonly given = new Set<Column>()
  private readonly following: { from: Column[]; to: Column }[] = []

  /** The column has the value of a parameter or a constant. */
  give(column: Column): void {
    this.given.add(root(this.parents, column))
  }

  /** Both columns have the same value in every row. */
  equate(a: Column, b: Column): void {
    this.join(a, b)
    const [from, to] = [root(this.parents, a), root(this.parents, b)]
    if (from === to) return
    this.parents.set(from, to)
    if (this.given.delete(from)) this.given.add(to)
  }

  /** The column has a given value if all of the others have one, but not the other way around. */
  follow(from: Column[], to: Column): void {
    for (const one of from) this.join(one, to)
    this.following.push({ from, to })
  }

  /** Finds out what follows. Call it once, after the whole statement was read. */
  settle(): void {
    for (let changed = true; changed; ) {
      changed = false
      for (const { from, to } of this.following) {
        if (this.isGiven(to) || from.length === 0 || !from.every((one) => this.isGiven(one))) continue
        this.give(to)
        changed = true
      }
    }
  }

  isGiven(column: Column): boolean {
    return this.given.has(root(this.parents, column))
  }

  /** Whether the two are joined on the workspace, so that each machine can join its own rows. */
  areJoined(a: Column, b: Column): boolean {
    return root(this.joins, a) === root(this.joins, b)
  }

  private join(a: Column, b: Column): void {
    const [from, to] = [root(this.joins, a), root(this.joins, b)]
    if (from !== to) this.joins.set(from, to)
  }
}

function root(parents: ReadonlyMap<Column, Column>, column: Column): Column {
  let current = column
  for (let next = parents.get(current); next; next = parents.get(current)) current = next
  return current
}
