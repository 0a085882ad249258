'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Card } from '@/components/ui/card'
import { Field, Input } from '@/components/ui/forms/field'
import { Form, FormMessage } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { useForm } from '@/components/ui/forms/use-form'
import { UnsavedChanges } from '@/components/ui/unsaved/unsaved-changes'
import { type Network, networks, type PostTexts } from '@/lib/posts/shared/networks'
import { NetworkField } from './network-field'
import type { Publisher } from './network-preview'
import { PictureChoice, type PictureOption } from './picture-choice'
import { PreviewCard } from './preview-card'

type Props = {
  action: FormAction
  id: string
  title: string
  texts: PostTexts
  pictures: PictureOption[]
  picture: string
  /** Why the current picture can’t be used. */
  pictureFault: string | null
  /** Set for posts that are not created yet, posted or archived. */
  readOnly?: boolean
  /** Names the unsaved draft: the post's id, or `new` because a new post gets another id on every visit. */
  draftName?: string
  /** Who publishes it, in the preview. */
  publisher: Publisher
  /** What is beside the editor, below the preview. */
  children?: React.ReactNode
}

/** Edits a post: one text per network, and the picture, beside what the networks make of it. */
export function PostEditor(props: Props) {
  const {
    action,
    id,
    title,
    texts,
    pictures,
    picture,
    pictureFault,
    readOnly = false,
    draftName = id,
    publisher,
    children,
  } = props
  const router = useRouter()
  const form = useForm(action)
  const [typed, setTyped] = useState(texts)
  // A choice counts until the page brings another picture.
  const [choice, setChoice] = useState({ of: picture, value: picture })
  const chosen = choice.of === picture ? choice.value : picture
  // A read-only post shows only the networks that have a text.
  const shown = networks.filter((network) => !readOnly || texts[network])
  const write = (network: Network, text: string) => setTyped((before) => ({ ...before, [network]: text }))
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <Form form={form} className="min-w-0">
        <Card className="grid gap-5">
          {!readOnly && <UnsavedChanges name={`post ${draftName}`} state={form.state} />}
          <input type="hidden" name="id" value={id} />
          <Field label="Title" hint="Only visible to your team." name="title">
            <Input required maxLength={120} defaultValue={title} readOnly={readOnly} />
          </Field>
          {shown.length === 0 && <p className="text-sm text-muted">This post has no text yet.</p>}
          {shown.map((network) => (
            <NetworkField
              key={network}
              network={network}
              text={typed[network] ?? ''}
              readOnly={readOnly}
              onChange={(text) => write(network, text)}
            />
          ))}
          <PictureChoice
            key={picture}
            options={pictures}
            chosen={picture}
            fault={pictureFault}
            readOnly={readOnly}
            onChange={(value) => setChoice({ of: picture, value })}
            // Refreshes the page, which then offers to publish without the picture.
            onBroken={() => router.refresh()}
          />
          <FormMessage form={form} />
          {!readOnly && <SubmitButton className="justify-self-start">Save</SubmitButton>}
        </Card>
      </Form>
      <div className="grid gap-6">
        {shown.length > 0 && (
          <PreviewCard
            networks={shown}
            texts={typed}
            publisher={publisher}
            pictureHref={pictures.find(({ value }) => value === chosen)?.href ?? null}
          />
        )}
        {children}
      </div>
    </div>
  )
}
