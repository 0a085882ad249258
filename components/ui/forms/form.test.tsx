import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { ActionFailed } from '@/lib/core/action-state'
import { SubmitButton } from '../buttons/submit-button'
import { ActionForm } from './action-form'
import { Field, Input } from './field'
import { Form, FormMessage } from './form'
import { preserveOnSubmit } from './preserve-on-submit'
import type { FormControl } from './use-form'

const control = (over: Partial<FormControl> = {}): FormControl => ({
  ref: { current: null },
  submit: () => {},
  state: over.failure ?? null,
  failure: null,
  errors: over.failure?.fieldErrors ?? {},
  pending: false,
  unplaced: false,
  ...over,
})
const refused = (over: Partial<ActionFailed> = {}): ActionFailed => ({
  ok: false,
  code: 'input',
  message: 'Check the highlighted fields and try again.',
  ...over,
})
const draw = (form: FormControl) =>
  renderToStaticMarkup(
    <Form form={form} hidden={{ id: 'a1' }}>
      <Field label="Email" name="email" hint="Only yours.">
        <Input type="email" />
      </Field>
      <FormMessage form={form} />
      <SubmitButton>Save</SubmitButton>
    </Form>,
  )

describe('Form', () => {
  test('names its controls and includes hidden fields', () => {
    const html = draw(control())
    expect(html).toContain('<input type="hidden" name="id" value="a1"/>')
    expect(html).toMatch(/<input [^>]*name="email"/)
    expect(html).not.toContain('aria-invalid')
  })

  test('shows an error at its field, linked for screen readers, without repeating it', () => {
    const html = draw(control({ failure: refused({ fieldErrors: { email: 'Enter an email.' } }) }))
    const described = /<input [^>]*aria-describedby="([^"]+)"[^>]*>/.exec(html)?.[1]?.split(' ') ?? []
    expect(described).toHaveLength(2)
    expect(html).toContain(`<p id="${described[1]}" class="text-sm text-bad-ink">Enter an email.</p>`)
    expect(html).toMatch(/<input [^>]*aria-invalid="true"/)
    expect(html).not.toContain('Please check')
  })

  test('shows errors without a field', () => {
    const failure = refused({ fieldErrors: { id: 'Invalid' } })
    expect(draw(control({ failure, unplaced: true }))).toContain(
      'Check the highlighted fields and try again.',
    )
    expect(draw(control({ failure: refused({ message: 'This post is archived.' }) }))).toContain(
      'This post is archived.',
    )
  })

  test('keeps its button busy while submitting', () => {
    const button = (form: FormControl) => /<button[^>]*>/.exec(draw(form))?.[0]
    expect(button(control({ pending: true }))).toMatch(/aria-busy="true".*aria-disabled="true"/)
    expect(button(control())).not.toContain('aria-')
  })

  test('ActionForm renders a Form', () => {
    const html = renderToStaticMarkup(
      <ActionForm action={async () => null} hidden={{ id: 'a1' }} submit="Archive post" />,
    )
    expect(html).toMatch(/^<form class="grid gap-4" .*name="id" value="a1".*type="submit".*Archive post/)
  })
})

describe('preserveOnSubmit', () => {
  afterEach(() => vi.unstubAllGlobals())

  test('prevents the reset by React and submits with the pressed button', () => {
    class Sent {
      constructor(
        readonly form: unknown,
        readonly submitter: unknown,
      ) {}
    }
    vi.stubGlobal('FormData', Sent)
    vi.stubGlobal('navigator', { onLine: true })
    const submit = vi.fn()
    const event = { preventDefault: vi.fn(), nativeEvent: { submitter: 'save' }, currentTarget: 'form' }
    preserveOnSubmit(submit)(event as unknown as React.FormEvent<HTMLFormElement>)
    expect(event.preventDefault).toHaveBeenCalledOnce()
    expect(submit).toHaveBeenCalledWith(new Sent('form', 'save'))
  })

  test('R12: queues a form submitted offline and sends its latest values once when online', () => {
    const page = new EventTarget()
    const connection = { onLine: false }
    vi.stubGlobal('window', page)
    vi.stubGlobal('navigator', connection)
    vi.stubGlobal(
      'FormData',
      class {
        constructor(readonly form: { value: string }) {}
      },
    )
    const [open, left] = [
      { value: 'typed', isConnected: true },
      { value: 'gone', isConnected: false },
    ]
    const sent: string[] = []
    const submit = preserveOnSubmit((form) =>
      sent.push((form as unknown as { form: typeof open }).form.value),
    )
    const submitted = (currentTarget: object) =>
      submit({
        preventDefault() {},
        nativeEvent: {},
        currentTarget,
      } as unknown as React.FormEvent<HTMLFormElement>)
    for (const form of [open, open, left]) submitted(form)
    expect(sent).toEqual([])
    open.value = 'typed and corrected'
    connection.onLine = true
    page.dispatchEvent(new Event('online'))
    page.dispatchEvent(new Event('online'))
    expect(sent).toEqual(['typed and corrected'])
  })
})

test('all forms use useForm, so they keep their values and show errors', () => {
  const root = join(import.meta.dirname, '../../..')
  const own = globSync('components/**/*.{ts,tsx}', { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !file.includes('.test.'))
    .filter((file) =>
      /\buseActionState[(<]|\bpreserveOnSubmit\(/.test(readFileSync(join(root, file), 'utf8')),
    )
  expect(own.toSorted()).toEqual([
    // Requests a preview when its dialog opens; it is never submitted.
    'components/billing/plans/changes/change-preview.tsx',
    'components/ui/forms/form.tsx',
    'components/ui/forms/preserve-on-submit.ts',
    'components/ui/forms/use-form.ts',
  ])
})
