'use client'

import { CopyButton } from '@/components/ui/copy/copy-button'
import { Field, TextArea } from '@/components/ui/forms/field'
import { countOf, formatNumber } from '@/lib/core/text/format'
import { measureText, type Network, networkRules } from '@/lib/posts/shared/networks'

type Props = { network: Network; text: string; readOnly: boolean; onChange: (text: string) => void }

/** The text for one network, counted as the network counts it. */
export function NetworkField({ network, text, readOnly, onChange }: Props) {
  const { label, longest } = networkRules[network]
  const { length, tags, problems } = measureText(network, text)
  return (
    <div className="grid gap-2">
      <Field
        label={label}
        hint={`${formatNumber(length)} of ${formatNumber(longest)} characters, ${countOf(tags, 'hashtag')}`}
        {...(problems[0] && { error: problems[0] })}
      >
        <TextArea
          name={network}
          rows={network === 'x' ? 4 : 6}
          readOnly={readOnly}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      </Field>
      {text !== '' && (
        <CopyButton text={text} what={`the text for ${label}`} variant="ghost">
          Copy for {label}
        </CopyButton>
      )}
    </div>
  )
}
