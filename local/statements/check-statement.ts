import { loadModule, parseSync } from 'libpg-query'
import { checkFunctions } from './reading/functions'
import { WorkspaceReader } from './reading/workspaces'
import type { Catalog, Problem } from './rules'

await loadModule()

/** Checks a statement, and any that follow it in the same text. */
export function checkStatement(text: string, catalog: Catalog): Problem[] {
  let parsed: ReturnType<typeof parseSync>
  try {
    parsed = parseSync(text)
  } catch (error) {
    return [{ rule: 'not-parsed', about: [error instanceof Error ? error.message : String(error)] }]
  }
  return (parsed.stmts ?? []).flatMap(({ stmt }) =>
    stmt ? [...new WorkspaceReader(catalog).read(stmt), ...checkFunctions(stmt, catalog)] : [],
  )
}

/** What a statement does to the tables it names first. */
export function isWrite(text: string): boolean {
  return /^\s*(with\b[\s\S]*\b)?(insert|update|delete|merge)\b/i.test(text)
}

const PARAMETERS = /\$\d+/g
const ROW = String.raw`\((?:\$1|default|null|, )+\)`
/** Not the rows of `values`, which have a place for each column. */
const LISTS = /(?<= in )\(\$1(?:, \$1)+\)/g
const ROWS = new RegExp(`(${ROW})(?:, ${ROW})+`, 'g')

/** The same statement for any number of values and rows, so that it is checked once. */
export function shapeOf(text: string): string {
  return text.replace(PARAMETERS, '$$1').replace(ROWS, '$1').replace(LISTS, '($$1, $$1)')
}
