const YES = /^(?:y|yes|t|true|on|1|1\.0|allowed)$/
const NO = /^(?:n|no|f|false|off|0|0\.0|none|never)$/

/** A yes or no in any spelling: true, "Y", "Yes", "T", 1, "0", "False". Null when it is missing or neither. */
export function flagOf(value: unknown): boolean | null {
  const text = String(value ?? '')
    .trim()
    .toLowerCase()
  return YES.test(text) ? true : NO.test(text) ? false : null
}

export const isGiven = (value: unknown): boolean => String(value ?? '').trim() !== ''

/**
 * Whether a restriction allows something to be shown. A missing flag allows it. A value that we don't know, such as
 * "Seller opted out", does not.
 */
export const isShown = (value: unknown): boolean => !isGiven(value) || flagOf(value) === true
