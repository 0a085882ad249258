/** An error that is safe to store, log and show: what failed and where, without the values involved. Plain data. */
export type SafeError = {
  name: string
  message: string
  /** Error code of PostgreSQL, Node or Stripe. */
  code?: string
  /** The violated database constraint. */
  constraint?: string
  stack?: string
  cause?: SafeError
}

const MAX_CAUSES = 4
const MAX_TEXT = 4_000
const MAX_NAME = 200
/** Patterns only search this much, because an error can quote a whole file. */
const MAX_SEARCHED = 4 * MAX_TEXT

/** Accepts an error or its stored form from a job queue. Fields not listed here, such as query values, are dropped. */
export function safeError(error: unknown, depth = 0): SafeError {
  if (typeof error !== 'object' || error === null) return { name: 'Error', message: safeText(String(error)) }
  const text = (field: string) => {
    const value: unknown = Reflect.get(error, field)
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const short = (field: string) => text(field)?.slice(0, MAX_NAME)
  const code = short('code')
  const constraint = short('constraint_name') ?? short('constraint')
  const stack = text('stack')
  const cause: unknown = Reflect.get(error, 'cause')
  return {
    name: short('name') ?? 'Error',
    message: safeText(text('message') ?? 'no message'),
    ...(code && { code }),
    ...(constraint && { constraint }),
    ...(stack && { stack: safeText(stack) }),
    ...(cause !== undefined &&
      cause !== null &&
      depth < MAX_CAUSES && { cause: safeError(cause, depth + 1) }),
  }
}

const OUT = '(left out)'

/**
 * Patterns of personal data and secrets in error messages. Each also matches at the end of the text, because long text is
 * cut, and its repetitions are limited, so matching stays fast.
 */
const hidden: readonly [RegExp, string][] = [
  // Drizzle appends the values to a failed query; they can span lines and be followed by the stack.
  [/\nparams:[\s\S]*?(?=\n[ \t]{1,20}at |$)/g, `\nparams: ${OUT}`],
  [/Failing row contains \([\s\S]*?(?:\)(?=\.|\n|$)|$)/g, `Failing row contains ${OUT}`],
  [/\)=\([^)]*(?:\)|$)/g, `)=${OUT}`],
  [/(invalid input (?:syntax|value) for [^:\n]{1,100}: )"[^"]*(?:"|$)/g, `$1${OUT}`],
  [/\b(?:sk|rk|pk|whsec|mtk)_[\w-]{6,}/g, OUT],
  // Queries of URLs contain tokens and addresses; so do the paths of links that open without signing in.
  [/\?[\w.~%[\]-]{1,100}=[^\s"'<>)]{1,2000}/g, '?…'],
  [/(\/(?:shared\/\w{1,20}|feeds|invitation|unsubscribe)\/)[\w-]{16,}/g, `$1${OUT}`],
  [
    /((?:token|secret|passw(?:or)?d|signature|api[_-]?key|cookie)["']?\s{0,3}[=:]\s{0,3}["']?)[^\s"'&;,<>]{4,2000}/gi,
    `$1${OUT}`,
  ],
  [/\beyJ[\w-]{10,2000}\.[\w-]{1,4000}(?:\.[\w-]{0,1000})?/g, OUT],
  [/\bBearer\s+\S+/gi, `Bearer ${OUT}`],
  [/\b(\w+:\/\/)[^\s/@]+@/g, `$1${OUT}@`],
  [/\+\d[\d\s().-]{7,}\d/g, OUT],
]

/** Checks word by word, because searching for an `@` from every position would take quadratic time. */
const WORD = /[^\s<>"'(),;=]+/g
const ADDRESS = /[^@]@[^@]*\.[a-z]{2,}/i
const hideAddress = (word: string) => (word.includes('@') && ADDRESS.test(word) ? OUT : word)

export function safeText(text: string): string {
  const withoutValues = hidden.reduce(
    (left, [pattern, instead]) => left.replace(pattern, instead),
    text.slice(0, MAX_SEARCHED),
  )
  const safe = withoutValues.replace(WORD, hideAddress)
  return safe.length > MAX_TEXT ? `${safe.slice(0, MAX_TEXT)} …` : safe
}
