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

const NON_NUMBER = /"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity|undefined)\b/gs

/** Null when there was nothing to repair. Strings are skipped as a whole. */
function withoutNonNumbers(text: string): string | null {
  let found = false
  const repaired = text.replace(NON_NUMBER, (match) => {
    if (match.startsWith('"')) return match
    found = true
    return 'null'
  })
  return found ? repaired : null
}
