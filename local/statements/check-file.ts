import { checkStatement, isWrite, shapeOf } from './check-statement'
import { CROSSINGS, NOT_CHECKED } from './listed'
import type { Catalog, Problem } from './rules'
import { RULES } from './rules'

/** A statement of a transaction. */
export type Sent = { text: string; file: string }

/** What was found in the statements of a test file. */
export type Outcome = {
  /** Each is a message for the author of the statement. */
  violations: string[]
  /** Entries of the lists that a statement needed. */
  used: string[]
}

/** The statements that the product sent, by its files and transactions. */
export class SentStatements {
  private readonly files = new Map<string, Set<string>>()
  private readonly transactions = new Map<object, Sent[]>()
  private readonly known = new Map<string, Sent>()

  add(text: string, file: string, transaction?: object): void {
    const files = this.files.get(text)
    if (files) files.add(file)
    else this.files.set(text, new Set([file]))
    if (!transaction) return
    const key = `${file} ${text}`
    const sent = this.known.get(key) ?? { text, file }
    this.known.set(key, sent)
    const earlier = this.transactions.get(transaction)
    if (earlier) earlier.push(sent)
    else this.transactions.set(transaction, [sent])
  }

  /** What was sent in each transaction since the last time, in order. */
  takeTransactions(): Sent[][] {
    const all = [...this.transactions.values()]
    this.transactions.clear()
    this.known.clear()
    return all
  }

  /** What was sent since the last time, each shape once. */
  take(): { shape: string; file: string }[] {
    const shapes = new Map<string, { shape: string; file: string }>()
    for (const [text, files] of this.files) {
      const shape = shapeOf(text)
      for (const file of files) shapes.set(`${file} ${shape}`, { shape, file })
    }
    this.files.clear()
    return [...shapes.values()]
  }
}

/** Checks statements against the rules and the list. `known` keeps results for the next file. */
export function checkSent(
  sent: readonly { shape: string; file: string }[],
  catalog: Catalog,
  known: Map<string, Problem[]>,
): Outcome {
  const violations: string[] = []
  const used = new Set<string>()
  for (const { shape, file } of sent) {
    const problems = known.get(shape) ?? checkStatement(shape, catalog)
    known.set(shape, problems)
    for (const problem of problems) {
      const excuse = findExcuse(problem, shape, file)
      if (excuse) used.add(excuse)
      else violations.push(describe(problem, shape, file))
    }
  }
  return { violations, used: [...used] }
}

type Listed = { key: string; file: string; tables: string; bound: (typeof CROSSINGS)[number]['bound'] }

const listed: readonly Listed[] = CROSSINGS.flatMap(({ bound, statements }) =>
  Object.entries(statements).flatMap(([file, all]) =>
    all.map((tables) => ({ key: `${file}: ${tables}`, file, tables, bound })),
  ),
)

/** All entries of the lists, as they are named in `used`. */
export const allEntries: readonly string[] = [
  ...new Set(listed.map(({ key }) => key)),
  ...NOT_CHECKED.map(({ folder }) => folder),
]

/** The entry of the list of statements that are not checked. */
export const findExempt = ({ text, file }: Sent) =>
  NOT_CHECKED.find(({ folder, form }) => file.startsWith(folder) && (form === undefined || form.test(text)))

function findExcuse({ rule, about }: Problem, text: string, file: string): string | null {
  const exempt = findExempt({ text, file })
  if (exempt) return exempt.folder
  if (rule !== 'no-workspace' || isWrite(text)) return null
  const found = listed.find(
    (one) =>
      one.file === file &&
      (one.tables === 'any' || one.tables === about.join(', ')) &&
      (one.bound !== 'limit' || /\blimit\b/i.test(text)),
  )
  return found?.key ?? null
}

const MOST_TEXT = 1_500

export function describe({ rule, about }: Problem, text: string, file: string): string {
  const shown = text.replaceAll(/\s+/g, ' ').trim()
  const short = shown.length > MOST_TEXT ? `${shown.slice(0, MOST_TEXT)}…` : shown
  return `${file} ${RULES[rule]} (${rule}: ${about.join(', ')})\n    ${short}`
}
