import { Liquid, type Template } from 'liquidjs'
import { Refusal } from '@/lib/core/errors'
import { fieldOf, type MergeValues } from '../merge-fields'

/** Only values that we hand over are seen, and nothing of what they inherit. */
const engine = new Liquid({ ownPropertyOnly: true, strictFilters: true })

/** No braces inside: values never hold any, and an unclosed field is not searched to the end of the text each time (R41). */
const OUTPUT = /\{\{([^{}]*)\}\}/g
const ALLOWED = /^\s*(\w+)\s*(\|\s*(default|capitalize|upcase|downcase)\s*(:\s*("[^"{}]*"|'[^'{}]*')\s*)?)*$/
const MOST_FIELDS = 100

/** Characters of the private use area, which no text of a person holds. */
export const MARK = { value: '\uE000', address: '\uE003', unsubscribe: '\uE002', end: '\uE001' } as const
const ALL_MARKS = /[\uE000-\uE003]/g

/** A text with a numbered mark where each merge field stood, what each is to become, and the field's name. */
export type Compiled = { marked: string; outputs: Template[][]; names: string[]; fields: string[] }

/**
 * Reads a text with merge fields: `{{ first_name | default: "there" }}`. Nothing else of the language is let through: no
 * tags, no loops, no filters that could run long or read far.
 * @throws Refusal `template.field`, naming the field in its words
 */
export function compile(source: string): Compiled {
  const outputs: Template[][] = []
  const names: string[] = []
  const marked = source.replace(ALL_MARKS, '').replace(OUTPUT, (whole, inside: string) => {
    const name = ALLOWED.exec(inside)?.[1]
    if (!name) throw unreadable(whole)
    if (!fieldOf(name)) {
      throw new Refusal('template.field', `There is no merge field “${name}”. Choose one from the list.`)
    }
    names.push(name)
    outputs.push(engine.parse(whole))
    return `${MARK.value}${outputs.length - 1}${MARK.end}`
  })
  const rest = /\{\{|\}\}|\{%|%\}/.exec(marked)
  if (rest) throw unreadable(marked.slice(rest.index, rest.index + 30))
  if (outputs.length > MOST_FIELDS) {
    throw new Refusal('template.field', `A template may have ${MOST_FIELDS} merge fields.`)
  }
  return { marked, outputs, names, fields: [...new Set(names)] }
}

/** What the marks become for one person. */
export function evaluate(outputs: readonly Template[][], values: MergeValues): string[] {
  return outputs.map((output) => String(engine.renderSync(output, values)))
}

/** The fields that would leave a gap in the text with these values: nothing is known and there is no default. */
export function blankFields({ outputs, names }: Compiled, values: MergeValues): string[] {
  const texts = evaluate(outputs, values)
  return [...new Set(names.filter((_, i) => texts[i]?.trim() === ''))]
}

function unreadable(words: string): Refusal {
  return new Refusal(
    'template.field',
    `“${words.trim().slice(0, 60)}” cannot be read. A merge field looks like {{ first_name | default: "there" }}.`,
  )
}
