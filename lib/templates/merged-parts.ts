import { fieldOf, type MergeValues } from './merge-fields'
import { compile, evaluate, MARK } from './render/compile'
import { textOf } from './render/markup'
import type { MergedPart } from './views'

const PIECES = new RegExp(`(${MARK.value}\\d+${MARK.end})`)

/**
 * A text with its merge fields resolved: known values are filled in, and a field that differs by recipient becomes a part
 * with its label. A text with invalid fields is returned unchanged.
 */
export function mergedParts(source: string, values: MergeValues = {}): MergedPart[] {
  let compiled: ReturnType<typeof compile>
  try {
    compiled = compile(source)
  } catch {
    return [{ text: source }]
  }
  const { marked, outputs, names } = compiled
  const texts = evaluate(outputs, values)
  return marked
    .split(PIECES)
    .filter((piece) => piece !== '')
    .map((piece) => {
      if (!piece.startsWith(MARK.value)) return { text: piece }
      const at = Number(piece.slice(1, -1))
      const text = texts[at] ?? ''
      const name = names[at] ?? ''
      return text.trim() === '' ? { field: fieldOf(name)?.label ?? name } : { text }
    })
}

const TEXT_PIECES = new RegExp(
  `([${MARK.value}${MARK.address}]\\d+${MARK.end}|${MARK.when}\\d+${MARK.end}|${MARK.endWhen})`,
)

/** The plain text of an email, with its merge fields as labels. A text with invalid fields is returned unchanged. */
export function emailTextParts(body: string): MergedPart[] {
  try {
    const { marked, names } = compile(body)
    return textOf(marked)
      .split(TEXT_PIECES)
      .filter((piece) => piece !== '' && piece[0] !== MARK.when && piece !== MARK.endWhen)
      .map((piece) => {
        if (piece[0] !== MARK.value && piece[0] !== MARK.address) return { text: piece }
        const name = names[Number(piece.slice(1, -1))] ?? ''
        return { field: fieldOf(name)?.label ?? name }
      })
  } catch {
    return [{ text: body }]
  }
}
