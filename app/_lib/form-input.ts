/** A form as plain data for a schema: a name used several times is a list, and React's own fields are left out. */
export function formInput(form: FormData): Record<string, unknown> {
  const input: Record<string, unknown> = {}
  for (const name of new Set(form.keys())) {
    if (name.startsWith('$ACTION')) continue
    const values = form.getAll(name)
    input[name] = values.length === 1 ? values[0] : values
  }
  return input
}
