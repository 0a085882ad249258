/**
 * Keeps what is entered before hydration. React attaches its listeners later, and then takes a controlled field for one with
 * its first value: the next render would show that again. So what is entered early is entered once more when React has taken
 * over the field and rests, because while it hydrates, an event can reach a render that is thrown away. If React still doesn't
 * know the entry, it is entered a second time. Inlined in the page before any other script; fields need nothing for it.
 */
const ENTRY_SCRIPT = `(() => {
  const MOST_TRIES = 2
  const entries = new Map()
  const isChoice = ({ type }) => type === 'checkbox' || type === 'radio'
  const propsOf = (field) => field[Object.keys(field).find((key) => key.startsWith('__reactProps$'))]
  const isKnown = (field, value) => {
    const props = propsOf(field)
    const known = isChoice(field) ? props.checked : props.value
    return known === undefined || known === null || known === value
  }
  const enter = (field, value) => {
    if (isChoice(field)) {
      field.checked = !value
      field.click()
      return
    }
    // React ignores an event after which a field has the value that it knows.
    if (field._valueTracker) field._valueTracker.setValue(value + ' ')
    if (field.value !== value)
      Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value').set.call(field, value)
    for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }))
  }
  const later = window.requestIdleCallback ?? ((work) => setTimeout(work, 200))
  const lookLater = () => setTimeout(() => later(look), 50)
  const look = () => {
    for (const [field, entry] of [...entries]) {
      if (field.isConnected && !propsOf(field)) continue
      entries.delete(field)
      if (!field.isConnected || (entry.tries > 0 && isKnown(field, entry.value))) continue
      enter(field, entry.value)
      entry.tries += 1
      if (entry.tries < MOST_TRIES) entries.set(field, entry)
    }
    if (entries.size > 0) lookLater()
  }
  addEventListener('input', ({ target: field }) => {
    if (!/^(INPUT|TEXTAREA|SELECT)$/.test(field.tagName) || field.type === 'file') return
    entries.delete(field)
    if (propsOf(field)) return
    if (entries.size === 0) lookLater()
    entries.set(field, { value: isChoice(field) ? field.checked : field.value, tries: 0 })
  }, true)
})()`

export function EarlyEntries({ nonce }: { nonce: string | undefined }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: our own constant; as a text child it would be escaped.
  return <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: ENTRY_SCRIPT }} />
}
