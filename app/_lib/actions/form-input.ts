import { Refusal } from '@/lib/core/errors'

/** More than our largest form sends, such as the checkboxes of a full page of contacts or one field per file column. */
const MAX_FIELDS = 5_000

/**
 * Reads a form as plain data for a schema. Repeated names become a list, and React's own fields are left out. The argument
 * is unknown because a hand-written request can send anything in place of a form.
 * @throws Refusal `input`
 */
export function formInput(form: unknown): Record<string, unknown> {
  if (!(form instanceof FormData)) throw new Refusal('input', 'Expected form data.')
  const values = new Map<string, FormDataEntryValue[]>()
  let count = 0
  for (const [name, value] of form) {
    count += 1
    if (count > MAX_FIELDS)
      throw new Refusal('input', `A form can have at most ${MAX_FIELDS} fields. Submit fewer at a time.`)
    // No schema has these names, and `__proto__` has a special meaning as a property name.
    if (name.startsWith('$ACTION') || name === '__proto__') continue
    const previous = values.get(name)
    if (previous) previous.push(value)
    else values.set(name, [value])
  }
  return Object.fromEntries(Array.from(values, ([name, list]) => [name, list.length === 1 ? list[0] : list]))
}
