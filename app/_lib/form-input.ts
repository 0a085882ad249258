import { Refusal } from '@/lib/core/errors'

/**
 * A form as plain data for a schema: a name used several times is a list, and React's own fields are left out. Whoever
 * writes the request by hand may send anything in a form's place.
 * @throws Refusal `input`
 */
export function formInput(form: unknown): Record<string, unknown> {
  if (!(form instanceof FormData)) throw new Refusal('input', 'This takes a form.')
  const input: Record<string, unknown> = {}
  for (const name of new Set(form.keys())) {
    // A schema asks for no such field, and as a name it would mean something else.
    if (name.startsWith('$ACTION') || name === '__proto__') continue
    const values = form.getAll(name)
    input[name] = values.length === 1 ? values[0] : values
  }
  return input
}
