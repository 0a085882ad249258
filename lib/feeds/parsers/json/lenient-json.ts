/**
 * Parses JSON as programs write it: `NaN`, `Infinity` and `-Infinity`, which JSON doesn't have, become null. Everything
 * else must be valid. Takes time in proportion to the text (R41).
 * @throws SyntaxError
 */
export function parseLenientJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const repaired = withoutNonNumbers(text)
    if (repaired === null) throw error
    return JSON.parse(repaired)
  }
}

const NON_NUMBER = /"|-?\b(?:NaN|Infinity|undefined)\b/g

/** Null when there was nothing to repair. Strings are skipped as a whole. */
function withoutNonNumbers(text: string): string | null {
  const parts: string[] = []
  const marks = new RegExp(NON_NUMBER)
  let from = 0
  for (let mark = marks.exec(text); mark; mark = marks.exec(text)) {
    if (mark[0] === '"') {
      const end = endOfString(text, mark.index + 1)
      if (end < 0) break
      marks.lastIndex = end + 1
      continue
    }
    parts.push(text.slice(from, mark.index), 'null')
    from = mark.index + mark[0].length
  }
  return parts.length > 0 ? parts.join('') + text.slice(from) : null
}

/** The position of the quote that ends a string. -1 when none does. */
function endOfString(text: string, start: number): number {
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '"') return at
  }
  return -1
}
