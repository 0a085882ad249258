import { fieldOf, type MergeValues } from './merge-fields'
import { compile, evaluate, MARK } from './render/compile'
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
