import { Refusal } from './errors'

/**
 * What came from outside, when all text in it can be stored: PostgreSQL keeps neither a NUL nor half of a pair of
 * surrogates, and would fail where nobody can say which field it was.
 * @throws Refusal `input`
 */
export function storable<T>(given: T): T {
  // A list of what is still to be looked at, and no recursion: how deep it goes is the sender's choice.
  const open: unknown[] = [given]
  while (open.length > 0) {
    const value = open.pop()
    if (typeof value === 'string' && !isStorable(value))
      throw new Refusal('input', 'There is a character in it that cannot be kept. Type it again by hand.')
    if (typeof value === 'object' && value !== null)
      for (const [name, part] of Object.entries(value)) open.push(name, part)
  }
  return given
}

export const isStorable = (text: string) => !text.includes('\0') && text.isWellFormed()
