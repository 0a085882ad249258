'use client'

import { useRouter } from 'next/navigation'
import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Card } from '@/components/ui/card'
import { Field, Input } from '@/components/ui/forms/field'
import { Form, FormMessage } from '@/components/ui/forms/form'
import type { FormAction } from '@/components/ui/forms/form-action'
import { useForm } from '@/components/ui/forms/use-form'
import { UnsavedChanges } from '@/components/ui/unsaved/unsaved-changes'
import { networks, type PostTexts } from '@/lib/posts/shared/networks'
import { NetworkField } from './network-field'
import { PictureChoice, type PictureOption } from './picture-choice'

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
}

/** Edits a post: one text per network, and the picture. */
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
  } = props
  const router = useRouter()
  const form = useForm(action)
  // A read-only post shows only the networks that have a text.
  const shown = networks.filter((network) => !readOnly || texts[network])
  return (
    <Form form={form} className="min-w-0">
      <Card className="grid gap-5">
        {!readOnly && <UnsavedChanges name={`post ${draftName}`} state={form.state} />}
        <input type="hidden" name="id" value={id} />
        <Field label="Title" hint="Only visible to your team." name="title">
          <Input required maxLength={120} defaultValue={title} readOnly={readOnly} />
        </Field>
        {shown.length === 0 && <p className="text-sm text-muted">This post has no text yet.</p>}
        {shown.map((network) => (
          <NetworkField key={network} network={network} text={texts[network] ?? ''} readOnly={readOnly} />
        ))}
        <PictureChoice
          key={picture}
          options={pictures}
          chosen={picture}
          fault={pictureFault}
          readOnly={readOnly}
          // Refreshes the page, which then offers to publish without the picture.
          onBroken={() => router.refresh()}
        />
        <FormMessage form={form} />
        {!readOnly && <SubmitButton className="justify-self-start">Save</SubmitButton>}
      </Card>
    </Form>
  )
}
