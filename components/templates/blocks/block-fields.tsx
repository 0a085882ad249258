'use client'

import { Field, Input, TextArea } from '@/components/ui/forms/field'
import type { Block } from '@/lib/templates/shared/blocks'
import { cardLabels } from './block-labels'
import { PictureChooser } from './picture-chooser'

type Props = { block: Block; onChange: (block: Block) => void }

/** The fields of one block. `data-merge` marks those that merge fields can be inserted into. */
export function BlockFields({ block, onChange }: Props) {
  switch (block.type) {
    case 'text':
      return (
        <TextArea
          aria-label="Text"
          data-merge=""
          className="field-sizing-content max-h-96 min-h-24 font-mono"
          value={block.text}
          onChange={(event) => onChange({ ...block, text: event.currentTarget.value })}
        />
      )
    case 'picture':
      return (
        <div className="grid gap-4">
          <PictureChooser
            label="Picture"
            name={block.name}
            alt={block.alt}
            onChange={(name) => onChange({ ...block, name })}
          />
          <Field label="Description" hint="Required. Many people see it instead of the picture.">
            <Input
              required={block.name !== ''}
              maxLength={200}
              value={block.alt}
              onChange={(event) => onChange({ ...block, alt: event.currentTarget.value })}
            />
          </Field>
        </div>
      )
    case 'button':
      return (
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <Field label="Label">
            <Input
              data-merge=""
              required
              maxLength={80}
              value={block.label}
              onChange={(event) => onChange({ ...block, label: event.currentTarget.value })}
            />
          </Field>
          <Field label="Link" hint="https://… or a field, such as Listing link.">
            <Input
              data-merge=""
              required
              maxLength={500}
              value={block.address}
              onChange={(event) => onChange({ ...block, address: event.currentTarget.value })}
            />
          </Field>
        </div>
      )
    case 'card':
      return (
        <p className="text-sm text-muted">
          {cardLabels[block.of].about} Filled in when you create a campaign with Use this.
        </p>
      )
  }
}
