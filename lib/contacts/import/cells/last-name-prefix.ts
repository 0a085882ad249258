/** Words before a last name that Dutch programs keep in a column of their own, and that lists sort behind the first name. */
const WORD =
  "(?:van|de|der|den|het|ten|ter|te|in|op|aan|bij|onder|uit|over|voor|tot|von|vom|zu|zum|zur|af|av|du|des|da|das|do|dos|di|del|della|dei|la|le|les|lo|['’][tsn]|[dl]['’]|el|al|bin|ben|ibn|st\\.?)"
const PARTICLE = new RegExp(`^${WORD}(?: ${WORD}){0,3}$`, 'i')
/** In lowercase only: “Smith, Van” has a first name. */
const AT_END = new RegExp(`^(.*?\\S) (${WORD}(?: ${WORD}){0,3})$`)

/** `van der`, `’t`, `de la` */
export const isParticle = (text: string): boolean => text.length <= 30 && PARTICLE.test(text.trim())

/** The last name with its prefix, unless it has it already: `van der` and `Berg` are `van der Berg`. */
export function withPrefix(prefix: string, lastName: string): string {
  const [before, name] = [prefix.trim(), lastName.trim()]
  if (!before || !name || isRepeated(before, name)) return name
  return /[dl]['’]$/i.test(before) ? `${before}${name}` : `${before} ${name}`
}

const isRepeated = (prefix: string, name: string) => name.toLowerCase().startsWith(`${prefix.toLowerCase()} `)

/** A first name and the prefix behind it: `Anna van der`. */
export function splitPrefix(firstName: string): [firstName: string, prefix: string] {
  const [, given, prefix] = AT_END.exec(firstName.slice(0, 200)) ?? []
  return given && prefix ? [given, prefix] : [firstName, '']
}
