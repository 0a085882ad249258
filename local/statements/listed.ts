/**
 * The statements of the product that read several workspaces at once, each with its reason and what bounds it. On Citus they
 * ask every machine. Any other statement that names no workspace fails `npm test`, and every write that names none (README.md).
 */
export type Crossing = {
  /** The file that sends it. */
  file: string
  /** Every distributed table that it uses without its workspace, sorted. `any`: the table is a parameter of the function. */
  tables: readonly string[] | 'any'
  why: string
  /** `limit`: it has one, which is checked. Otherwise what keeps it small. */
  bound: 'limit' | { by: string }
}

export const CROSSINGS: readonly Crossing[] = []

/** Folders whose statements are not checked yet. */
export const NOT_CHECKED: readonly { folder: string; why: string }[] = [
  { folder: 'lib/credits/', why: 'The ledger’s statements get their own form for Citus.' },
  { folder: 'lib/limits/', why: 'The limits ledger’s statements change together with the ledger’s.' },
]

/** Functions that are allowed in spite of their declaration. */
export const ALLOWED_FUNCTIONS: Readonly<Record<string, string>> = {
  market_now: 'Declared volatile until the clock no longer reads a table.',
}
