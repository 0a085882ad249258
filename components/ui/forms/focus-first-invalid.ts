/**
 * Focuses the first field in page order that the action refused.
 * @returns whether every error is shown at an invalid field; otherwise the form's message must be shown
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
