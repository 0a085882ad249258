'use client'

import { Copy } from 'lucide-react'
import { useState } from 'react'
import { TextArea } from '@/components/templates/text-area'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { toast } from '@/components/ui/toast'
import { countOf, formatNumber } from '@/lib/core/format'
import { measureText, type Network, networkRules } from '@/lib/posts/networks'

type Props = { network: Network; text: string; readOnly: boolean }

/** The words for one network, counted as it counts them. */
export function NetworkField({ network, text, readOnly }: Props) {
  const [typed, setTyped] = useState(text)
  const { label, longest } = networkRules[network]
  const { length, tags, problems } = measureText(network, typed)
  const copy = () =>
    navigator.clipboard.writeText(typed).then(
      () => toast.success(`The words for ${label} are copied.`),
      () => toast.error('Your browser did not let us copy. Mark the words and copy them.'),
    )
  return (
    <div className="grid gap-2">
      <Field
        label={label}
        hint={`${formatNumber(length)} of ${formatNumber(longest)} characters, ${countOf(tags, 'tag')}`}
        {...(problems[0] && { error: problems[0] })}
      >
        <TextArea
          name={network}
          rows={network === 'x' ? 4 : 6}
          readOnly={readOnly}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </Field>
      {typed !== '' && (
        <Button variant="ghost" size="sm" onClick={copy} className="justify-self-start">
          <Copy aria-hidden="true" />
          Copy for {label}
        </Button>
      )}
    </div>
  )
}
