/**
 * Moves the focus to the first field, in the order of the page, that the action refused.
 * @returns whether every error stands at a field that is marked as invalid: one that does not, needs the form's message
 */
export function focusFirstInvalid(
  { elements }: { elements: Iterable<unknown> },
  errors: Record<string, string>,
): boolean {
  const refused = [...(elements as Iterable<HTMLInputElement>)].filter(
    ({ name, type, disabled }) => name && type !== 'hidden' && !disabled && Object.hasOwn(errors, name),
  )
  refused[0]?.focus()
  const marked = new Set(
    refused.filter((field) => field.getAttribute('aria-invalid') === 'true').map(({ name }) => name),
  )
  return Object.keys(errors).every((name) => marked.has(name))
}
