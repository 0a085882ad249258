/**
 * Keeps what is entered before hydration. React attaches its listeners later, and then takes a controlled field for one with
 * its first value: the next render would show that again. So what is entered early is entered once more when React has taken
 * over the field and rests, because while it hydrates, an event can reach a render that is thrown away. If React still doesn't
 * know the entry, it is entered a second time. Inlined in the page before any other script; fields need nothing for it.
 */
export const ENTRY_SCRIPT = `(() => {
  const entries = new Map()
  const propsOf = (field) => field[Object.keys(field).find((key) => key.startsWith('__reactProps$'))]
  const enter = (field, key, value) => {
    if (key === 'checked') {
      field.checked = !value
      return field.click()
    }
    // React ignores an event after which a field has the value that it knows.
    field._valueTracker?.setValue(value + ' ')
    Object.getOwnPropertyDescriptor(field.constructor.prototype, key).set.call(field, value)
    for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }))
  }
  const look = () => {
    for (const [field, [key, value, again]] of [...entries]) {
      const props = propsOf(field)
      if (field.isConnected && !props) continue
      entries.delete(field)
      if (!field.isConnected || (again && (props[key] ?? value) === value)) continue
      enter(field, key, value)
      if (!again) entries.set(field, [key, value, true])
    }
    if (entries.size) later()
  }
  const later = () => setTimeout(() => (window.requestIdleCallback ?? setTimeout)(look), 50)
  addEventListener('input', ({ target: field }) => {
    entries.delete(field)
    if (!('value' in field) || field.type === 'file' || propsOf(field)) return
    if (!entries.size) later()
    const key = /checkbox|radio/.test(field.type) ? 'checked' : 'value'
    entries.set(field, [key, field[key]])
  }, true)
})()`
