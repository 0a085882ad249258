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
  /** Why the picture that it had can’t be used. */
  pictureFault: string | null
  /** It waits, is out, or was put aside: to be read and copied. */
  readOnly?: boolean
  /** Names what is written: its id, or `new` where that changes with every visit. */
  draftName?: string
}

/** The words of a post, a text a network, and its picture. */
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
  // Nobody can fill in what is only read.
  const shown = networks.filter((network) => !readOnly || texts[network])
  return (
    <Form form={form} className="min-w-0">
      <Card className="grid gap-5">
        {!readOnly && <UnsavedChanges name={`post ${draftName}`} state={form.state} />}
        <input type="hidden" name="id" value={id} />
        <Field label="Title" hint="Only your team sees it." name="title">
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
          // The rest of the page is told too: it offers to publish without a picture.
          onBroken={() => router.refresh()}
        />
        <FormMessage form={form} />
        {!readOnly && <SubmitButton className="justify-self-start">Save</SubmitButton>}
      </Card>
    </Form>
  )
}
