import { Refusal } from '@/lib/core/errors'

/** More than our largest form sends: the boxes of a full page of contacts, or one field for each column of a file. */
const MAX_FIELDS = 5_000

/**
 * Reads a form as plain data for a schema. A name used several times becomes a list, and React's own fields are left
 * out. The argument is unknown because anyone can send a request by hand with something else in the form's place.
 * @throws Refusal `input`
 */
export function formInput(form: unknown): Record<string, unknown> {
  if (!(form instanceof FormData)) throw new Refusal('input', 'Send this as a form.')
  const values = new Map<string, FormDataEntryValue[]>()
  let count = 0
  for (const [name, value] of form) {
    count += 1
    if (count > MAX_FIELDS)
      throw new Refusal('input', `A form can have at most ${MAX_FIELDS} fields. Submit fewer at a time.`)
    // No schema asks for these names, and as a property name `__proto__` would mean something else.
    if (name.startsWith('$ACTION') || name === '__proto__') continue
    const earlier = values.get(name)
    if (earlier) earlier.push(value)
    else values.set(name, [value])
  }
  return Object.fromEntries(Array.from(values, ([name, list]) => [name, list.length === 1 ? list[0] : list]))
}
