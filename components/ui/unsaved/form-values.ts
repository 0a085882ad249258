/** Values entered in a form, by field name. Excludes hidden fields, files and passwords. */
export type FormValues = Record<string, string[]>

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

const skippedTypes = new Set(['hidden', 'file', 'password', 'submit', 'button', 'reset', 'image'])

const controlsOf = (form: HTMLFormElement): Control[] =>
  [...form.elements].filter(
    (element): element is Control =>
      (element instanceof HTMLInputElement ||
        element instanceof HTMLSelectElement ||
        element instanceof HTMLTextAreaElement) &&
      element.name !== '' &&
      !skippedTypes.has(element.type),
  )

const isCheckable = (control: Control): control is HTMLInputElement =>
  control instanceof HTMLInputElement && (control.type === 'checkbox' || control.type === 'radio')

export function readValues(form: HTMLFormElement): FormValues {
  const values: FormValues = {}
  for (const control of controlsOf(form)) {
    const list = values[control.name] ?? []
    if (!isCheckable(control) || control.checked) list.push(control.value)
    values[control.name] = list
  }
  return values
}

/** A selected file counts as a change, although drafts can't store it. */
export const hasFile = (form: HTMLFormElement): boolean =>
  [...form.elements].some(
    (element) => element instanceof HTMLInputElement && (element.files?.length ?? 0) > 0,
  )

export const isSame = (a: FormValues, b: FormValues): boolean => listOf(a) === listOf(b)

const listOf = (values: FormValues) =>
  JSON.stringify(
    Object.entries(values)
      .filter(([, list]) => list.some((value) => value !== ''))
      .toSorted(([x], [y]) => (x < y ? -1 : 1)),
  )

/**
 * Sets values as if they had been typed, so React's state updates. Missing fields are skipped.
 * @returns whether any field changed
 */
export function writeValues(form: HTMLFormElement, values: FormValues): boolean {
  let wrote = false
  const seen = new Map<string, number>()
  for (const control of controlsOf(form)) {
    const list = values[control.name]
    if (!list) continue
    if (isCheckable(control)) {
      if (control.checked === list.includes(control.value)) continue
      control.click()
      wrote = true
      continue
    }
    const at = seen.get(control.name) ?? 0
    seen.set(control.name, at + 1)
    const value = list[at] ?? ''
    if (control.value === value) continue
    // Bypasses React's value setter, which would hide the change from React.
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control), 'value')?.set?.call(control, value)
    control.dispatchEvent(new Event('input', { bubbles: true }))
    control.dispatchEvent(new Event('change', { bubbles: true }))
    wrote = true
  }
  return wrote
}
