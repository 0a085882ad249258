/** Regions in Intl that are not countries of postal addresses. */
const NOT_COUNTRIES = new Set('AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ'.split(' '))
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('')

const names = new Intl.DisplayNames('en-US', { type: 'region', fallback: 'none' })

/** Intl maps a retired code, such as DD, to the current country. */
const isCurrent = (code: string) => new Intl.Locale(`und-${code}`).region === code

/** Every country by its ISO 3166-1 code, sorted by its English name. */
export const countries: readonly { code: string; name: string }[] = LETTERS.flatMap((first) =>
  LETTERS.flatMap((second) => {
    const code = `${first}${second}`
    const name = NOT_COUNTRIES.has(code) || !isCurrent(code) ? undefined : names.of(code)
    return name ? [{ code, name }] : []
  }),
).toSorted((a, b) => a.name.localeCompare(b.name))

const codes = new Set(countries.map(({ code }) => code))

export const isCountry = (code: string): boolean => codes.has(code)
