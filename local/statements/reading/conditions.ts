import type { Node, SubLink } from 'libpg-query'
import type { Column, Columns } from './columns'
import type { Scope, Source } from './scope'
import { columnName, conjuncts, elements, equalPairs, isConstant } from './tree'

type ReadSublink = (sublink: SubLink, scope: Scope) => { column: Column | null }[]

/** What the conditions of a query say about workspaces: which are given, and which tables are joined by them. */
export class Conditions {
  constructor(
    private readonly columns: Columns,
    private readonly readSublink: ReadSublink,
  ) {}

  /** @param limited the tables that the condition limits; null: all of the level */
  read(condition: Node | undefined, scope: Scope, limited: Source[] | null = null): void {
    for (const part of conjuncts(condition)) {
      for (const [a, b] of equalPairs(part)) {
        if (isConstant(b)) this.give(a, scope, limited)
        else if (isConstant(a)) this.give(b, scope, limited)
        else this.equate(a, b, scope, limited)
      }
      if ('SubLink' in part && part.SubLink.subLinkType === 'ANY_SUBLINK' && !part.SubLink.operName)
        this.contained(part.SubLink, scope)
    }
  }

  private give(node: Node, scope: Scope, limited: Source[] | null): void {
    const found = this.find(node, scope)
    if (!found || found.scope !== scope) return
    if (limited === null || limited.includes(found.source)) this.columns.give(found.column)
  }

  private equate(left: Node, right: Node, scope: Scope, limited: Source[] | null): void {
    const [a, b] = [this.find(left, scope), this.find(right, scope)]
    if (!a || !b) return
    const isLimited = ({ scope: of, source }: NonNullable<typeof a>) =>
      of === scope && (limited === null || limited.includes(source))
    if (isLimited(a) && isLimited(b)) this.columns.equate(a.column, b.column)
    else if (isLimited(b)) this.columns.follow([a.column], b.column)
    else if (isLimited(a)) this.columns.follow([b.column], a.column)
  }

  /** `column in (select …)`, which is a join. */
  private contained(sublink: SubLink, scope: Scope): void {
    if (!sublink.testexpr) return
    const outputs = this.readSublink(sublink, scope)
    elements(sublink.testexpr).forEach((test, i) => {
      const found = this.find(test, scope)
      const output = outputs[i]?.column
      if (found?.scope === scope && output) this.columns.equate(found.column, output)
    })
  }

  private find(node: Node, scope: Scope) {
    const reference = columnName(node)
    return reference && scope.find(reference.column, reference.source)
  }
}
