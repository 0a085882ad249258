'use client'

import { useRouter } from 'next/navigation'
import { useActionState } from 'react'
import { SubmitButton } from '@/components/ui/buttons/submit-button'
import { Card } from '@/components/ui/card'
import { ActionMessage } from '@/components/ui/forms/action-message'
import { Field, Input } from '@/components/ui/forms/field'
import type { FormAction } from '@/components/ui/forms/form-action'
import { withoutReset } from '@/components/ui/forms/preserve-on-submit'
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
  const [state, submit, pending] = useActionState(action, null)
  const errors = state?.ok === false ? (state.fieldErrors ?? {}) : {}
  // Nobody can fill in what is only read.
  const shown = networks.filter((network) => !readOnly || texts[network])
  return (
    <form action={submit} onSubmit={withoutReset(submit)} className="min-w-0">
      <Card className="grid gap-5">
        {!readOnly && <UnsavedChanges name={`post ${draftName}`} state={state} />}
        <input type="hidden" name="id" value={id} />
        <Field label="Title" hint="Only your team sees it." error={errors.title}>
          <Input name="title" required maxLength={120} defaultValue={title} readOnly={readOnly} />
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
        {Object.keys(errors).length === 0 && <ActionMessage state={pending ? null : state} />}
        {!readOnly && (
          <SubmitButton pending={pending} className="justify-self-start">
            Save
          </SubmitButton>
        )}
      </Card>
    </form>
  )
}
