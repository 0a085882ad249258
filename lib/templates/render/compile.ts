import { Liquid, type Template } from 'liquidjs'
import { Refusal } from '@/lib/core/errors'
import { fieldOf, type MergeValues } from '../merge-fields'
import type { CardKind } from '../shared/blocks'
import { cardFields } from './cards'

/** Expressions see only the values we pass, not inherited properties. */
const engine = new Liquid({ ownPropertyOnly: true, strictFilters: true })

/** No braces inside: an unclosed field would otherwise be searched to the end of the text every time (R41). */
const OUTPUT = /\{\{([^{}]*)\}\}/g
const ALLOWED = /^\s*(\w+)\s*(\|\s*(default|capitalize|upcase|downcase)\s*(:\s*("[^"{}]*"|'[^'{}]*')\s*)?)*$/
const MAX_FIELDS = 100

/** Private-use characters, which user text doesn’t contain. */
export const MARK = {
  value: '\uE000',
  address: '\uE003',
  unsubscribe: '\uE002',
  end: '\uE001',
  /** Until `endWhen`: only shown if the numbered value is not blank. */
  when: '\uE004',
  endWhen: '\uE005',
  /** Begins a card: its kind, and the number of its first field. */
  card: '\uE006',
  picture: '\uE007',
} as const
const ALL_MARKS = /[\uE000-\uE007]/g
const CARD = /^[ \t]*\[\[(listing|report)\]\][ \t]*$/gm

/**
 * A text with a numbered mark in place of each merge field, the parsed expressions, and the field names. `optional` are the
 * numbers of fields that can be blank.
 */
export type Compiled = {
  marked: string
  outputs: Template[][]
  names: string[]
  fields: string[]
  optional: ReadonlySet<number>
}

/**
 * Parses a text with merge fields: `{{ first_name | default: "there" }}`. Nothing else in Liquid is allowed: no tags, no
 * loops, and no filters that could run long or read other data.
 * @throws Refusal `template.field`, which names the field
 */
export function compile(source: string): Compiled {
  const outputs: Template[][] = []
  const names: string[] = []
  const optional = new Set<number>()
  const withCards = source.replace(ALL_MARKS, '').replace(CARD, (_, kind: CardKind) => {
    const first = outputs.length
    for (const field of cardFields[kind]) {
      if ('optional' in field) optional.add(outputs.length)
      names.push(field.name)
      outputs.push(engine.parse(`{{ ${field.name} }}`))
    }
    return `${MARK.card}${kind} ${first}${MARK.end}`
  })
  const marked = withCards.replace(OUTPUT, (whole, inside: string) => {
    const name = ALLOWED.exec(inside)?.[1]
    if (!name) throw invalidField(whole)
    if (!fieldOf(name)) {
      throw new Refusal('template.field', `There’s no merge field named “${name}”. Choose one from the list.`)
    }
    names.push(name)
    outputs.push(engine.parse(whole))
    return `${MARK.value}${outputs.length - 1}${MARK.end}`
  })
  const rest = /\{\{|\}\}|\{%|%\}/.exec(marked)
  if (rest) throw invalidField(marked.slice(rest.index, rest.index + 30))
  if (outputs.length > MAX_FIELDS) {
    throw new Refusal('template.field', `A template can have up to ${MAX_FIELDS} merge fields. Remove some.`)
  }
  return { marked, outputs, names, fields: [...new Set(names)], optional }
}

/** The values of the marks for one recipient. */
export function evaluate(outputs: readonly Template[][], values: MergeValues): string[] {
  return outputs.map((output) => String(engine.renderSync(output, values)))
}

/** The fields that would be blank with these values: no value and no default. */
export function blankFields({ outputs, names, optional }: Compiled, values: MergeValues): string[] {
  const texts = evaluate(outputs, values)
  return [...new Set(names.filter((_, i) => texts[i]?.trim() === '' && !optional.has(i)))]
}

function invalidField(text: string): Refusal {
  return new Refusal(
    'template.field',
    `“${text.trim().slice(0, 60)}” isn’t a valid merge field. Use this format: {{ first_name | default: "there" }}.`,
  )
}
