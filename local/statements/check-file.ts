import type { Catalog, Problem } from './rules'
import { RULES } from './rules'
import { checkStatement, isWrite, shapeOf } from './check-statement'
import { ALLOWED_FUNCTIONS, CROSSINGS, type Crossing, NOT_CHECKED } from './listed'

/** What was found in the statements of a test file. */
export type Outcome = {
  /** Each is a message for whoever wrote the statement. */
  violations: string[]
  /** Entries of the lists that a statement needed. */
  used: string[]
}

/** The statements that the product sent, by its files. */
export class SentStatements {
  private readonly files = new Map<string, Set<string>>()

  add(text: string, file: string): void {
    const files = this.files.get(text)
    if (files) files.add(file)
    else this.files.set(text, new Set([file]))
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

export const keyOf = ({ file, tables }: Crossing) => `${file} ${tables === 'any' ? tables : tables.join(', ')}`

function findExcuse({ rule, about }: Problem, text: string, file: string): string | null {
  const folder = NOT_CHECKED.find((one) => file.startsWith(one.folder))?.folder
  if (folder) return folder
  if (rule === 'volatile-write') return about.every((name) => name in ALLOWED_FUNCTIONS) ? about.join() : null
  if (rule !== 'no-workspace' || isWrite(text)) return null
  const listed = CROSSINGS.find(
    (one) => one.file === file && (one.tables === 'any' || one.tables.join() === about.join()),
  )
  if (!listed || (listed.bound === 'limit' && !/\blimit\b/i.test(text))) return null
  return keyOf(listed)
}

const MOST_TEXT = 1_500

function describe({ rule, about }: Problem, text: string, file: string): string {
  const shown = text.replaceAll(/\s+/g, ' ').trim()
  const short = shown.length > MOST_TEXT ? `${shown.slice(0, MOST_TEXT)}…` : shown
  return `${file} ${RULES[rule]} (${rule}: ${about.join(', ')})\n    ${short}`
}
