import { Refusal } from './errors'

/**
 * Returns data from outside if PostgreSQL can store all text in it. PostgreSQL refuses NUL characters and lone surrogates,
 * and its error would not name the field.
 * @throws Refusal `input`
 */
export function assertStorableText<T>(data: T): T {
  // Iterates instead of recursing, because the sender chooses the depth.
  const open: unknown[] = [data]
  while (open.length > 0) {
    const value = open.pop()
    if (typeof value === 'string' && !isStorable(value))
      throw new Refusal('input', 'This contains an unsupported character. Remove it and try again.')
    if (typeof value === 'object' && value !== null)
      for (const [name, part] of Object.entries(value)) open.push(name, part)
  }
  return data
}

export const isStorable = (text: string) => !text.includes('\0') && text.isWellFormed()
