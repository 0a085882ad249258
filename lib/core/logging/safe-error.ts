/** An error as it may be kept, logged and shown: what broke and where, without the values it was about. Plain data. */
export type SafeError = {
  name: string
  message: string
  /** PostgreSQL's, Node's or Stripe's own name for it. */
  code?: string
  /** The rule of the database that was broken. */
  constraint?: string
  stack?: string
  cause?: SafeError
}

const MOST_CAUSES = 4
const LONGEST_TEXT = 4_000
const LONGEST_NAME = 200
/** Patterns see this much at most: an error can quote a whole file. */
const MOST_SEARCHED = 4 * LONGEST_TEXT

/** Takes an error, or what a job queue kept of one. Fields that are not named here are left out, such as a query's values. */
export function safeError(error: unknown, depth = 0): SafeError {
  if (typeof error !== 'object' || error === null) return { name: 'Error', message: safeText(String(error)) }
  const text = (field: string) => {
    const value: unknown = Reflect.get(error, field)
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const short = (field: string) => text(field)?.slice(0, LONGEST_NAME)
  const code = short('code')
  const constraint = short('constraint_name') ?? short('constraint')
  const stack = text('stack')
  const cause: unknown = Reflect.get(error, 'cause')
  return {
    name: short('name') ?? 'Error',
    message: safeText(text('message') ?? 'no reason was kept'),
    ...(code && { code }),
    ...(constraint && { constraint }),
    ...(stack && { stack: safeText(stack) }),
    ...(cause !== undefined &&
      cause !== null &&
      depth < MOST_CAUSES && { cause: safeError(cause, depth + 1) }),
  }
}

const OUT = '(left out)'

/**
 * What may name a person or grant access, by the places where failures put it. Each also ends where the text does, since a
 * long one is cut, and repeats a bounded number of times, so that no text takes long.
 */
const hidden: readonly [RegExp, string][] = [
  // Drizzle ends a failed query with its values; they may have lines, and the stack may follow.
  [/\nparams:[\s\S]*?(?=\n[ \t]{1,20}at |$)/g, `\nparams: ${OUT}`],
  [/Failing row contains \([\s\S]*?(?:\)(?=\.|\n|$)|$)/g, `Failing row contains ${OUT}`],
  [/\)=\([^)]*(?:\)|$)/g, `)=${OUT}`],
  [/(invalid input (?:syntax|value) for [^:\n]{1,100}: )"[^"]*(?:"|$)/g, `$1${OUT}`],
  [/\b(?:sk|rk|pk|whsec|mtk)_[\w-]{6,}/g, OUT],
  [/\bBearer\s+\S+/gi, `Bearer ${OUT}`],
  [/\b(\w+:\/\/)[^\s/@]+@/g, `$1${OUT}@`],
  [/\+\d[\d\s().-]{7,}\d/g, OUT],
]

/** Whole words are looked at one by one: searching for an `@` from every letter would take quadratic time. */
const WORD = /[^\s<>"'(),;=]+/g
const ADDRESS = /[^@]@[^@]*\.[a-z]{2,}/i
const hideAddress = (word: string) => (word.includes('@') && ADDRESS.test(word) ? OUT : word)

export function safeText(text: string): string {
  const withoutValues = hidden.reduce(
    (left, [pattern, instead]) => left.replace(pattern, instead),
    text.slice(0, MOST_SEARCHED),
  )
  const safe = withoutValues.replace(WORD, hideAddress)
  return safe.length > LONGEST_TEXT ? `${safe.slice(0, LONGEST_TEXT)} …` : safe
}
