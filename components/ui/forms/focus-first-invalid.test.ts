import { expect, test, vi } from 'vitest'
import { focusFirstInvalid } from './focus-first-invalid'

type Field = { name: string; type?: string; disabled?: boolean; invalid?: boolean }

const draw = (...fields: Field[]) => {
  const elements = fields.map(({ name, type = 'text', disabled = false, invalid = false }) => ({
    name,
    type,
    disabled,
    focus: vi.fn(),
    getAttribute: (attribute: string) => (attribute === 'aria-invalid' && invalid ? 'true' : null),
  }))
  return { form: { elements }, focused: () => elements.filter((one) => one.focus.mock.calls.length > 0) }
}

test('focusFirstInvalid focuses the first refused field in page order', () => {
  const { form, focused } = draw(
    { name: 'id', type: 'hidden' },
    { name: 'name' },
    { name: 'email', invalid: true },
    { name: 'phone', invalid: true },
  )
  expect(focusFirstInvalid(form, { phone: 'Enter a phone number.', email: 'Enter an email.' })).toBe(true)
  expect(focused().map(({ name }) => name)).toEqual(['email'])
})

test('focusFirstInvalid returns false when an error has no field', () => {
  const { form, focused } = draw({ name: 'id', type: 'hidden', invalid: true }, { name: 'name' })
  expect(focusFirstInvalid(form, { id: 'Invalid UUID' })).toBe(false)
  expect(focused()).toEqual([])
  expect(focusFirstInvalid(form, { name: 'Enter a name.' }), 'a field that shows no error').toBe(false)
  expect(focused().map(({ name }) => name)).toEqual(['name'])
})
