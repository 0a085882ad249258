'use client'

import { useEffect, useRef } from 'react'
import { Button } from '@/components/ui/buttons/button'
import type { MergeField } from '@/lib/templates/views'

type Control = HTMLInputElement | HTMLTextAreaElement

/** Sets a controlled input's value as typing does, so that React hears of it. */
function typeInto(control: Control, text: string): void {
  const { selectionStart, selectionEnd, value } = control
  const [from, to] = [selectionStart ?? value.length, selectionEnd ?? value.length]
  const prototype = control instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement
  const set = Object.getOwnPropertyDescriptor(prototype.prototype, 'value')?.set
  set?.call(control, value.slice(0, from) + text + value.slice(to))
  control.dispatchEvent(new Event('input', { bubbles: true }))
  control.focus()
  // After React has written the value back.
  requestAnimationFrame(() => control.setSelectionRange(from + text.length, from + text.length))
}

/** One button for each merge field. It is inserted at the caret of the field that had the focus last, or the first one. */
export function MergeChips({ fields }: { fields: MergeField[] }) {
  const place = useRef<HTMLFieldSetElement>(null)
  const last = useRef<Control | null>(null)
  useEffect(() => {
    const form = place.current?.closest('form')
    const remember = ({ target }: FocusEvent) => {
      if (target instanceof HTMLElement && 'merge' in target.dataset) last.current = target as Control
    }
    form?.addEventListener('focusin', remember)
    return () => form?.removeEventListener('focusin', remember)
  }, [])
  const insert = (name: string) => {
    const form = place.current?.closest('form')
    const known = last.current?.isConnected ? last.current : null
    const control = known ?? form?.querySelector<Control>('textarea[data-merge], input[data-merge]')
    if (control) typeInto(control, `{{ ${name} }}`)
  }
  return (
    <fieldset ref={place}>
      <legend className="mb-2 text-sm font-medium">Insert field</legend>
      <div className="flex flex-wrap gap-1.5">
        {fields.map(({ name, label }) => (
          <Button key={name} size="sm" variant="secondary" onClick={() => insert(name)}>
            {label}
          </Button>
        ))}
      </div>
      <p className="mt-2 text-sm text-muted">
        Inserted where your cursor is. Add a default for missing values:{' '}
        <code className="break-words">{'{{ first_name | default: "there" }}'}</code>
      </p>
    </fieldset>
  )
}
