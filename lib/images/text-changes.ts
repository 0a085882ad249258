/** The words on an image, and how long each may be. */
const TEXTS = { headline: 60, address: 80, price: 24, badge: 20, agency: 60, details: 80 } as const
type TextName = keyof typeof TEXTS

export type TextChanges = {
  texts: Partial<Record<TextName, string>>
  removed: Exclude<TextName, 'headline'>[]
  /** What else was said. */
  rest: string
}

const SET = /\b(headline|address|price|badge|agency|details)\s*(?::|\bto\b|=)\s*["“]?([^;\n"”]+)["”]?;?/gi
const REMOVE = /\b(?:remove|without|drop|hide|no)\s+(?:the\s+)?(address|price|badge|agency|details)\b/gi

/** `headline: ...` to the end of its line or to a semicolon; `remove the price`. */
export function textChanges(instruction: string): TextChanges {
  const texts: TextChanges['texts'] = {}
  const removed: TextChanges['removed'] = []
  const rest = instruction
    .replace(SET, (_all, name: string, words: string) => {
      const field = name.toLowerCase() as TextName
      texts[field] = words.trim().slice(0, TEXTS[field])
      return ' '
    })
    .replace(REMOVE, (_all, name: string) => {
      removed.push(name.toLowerCase() as Exclude<TextName, 'headline'>)
      return ' '
    })
  return { texts, removed, rest }
}
