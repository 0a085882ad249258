'use client'

import { startTransition, useEffect, useEffectEvent } from 'react'
import type { FormAction } from '../forms/form-action'
import { toast } from './toast'

type Props = {
  /** What was deleted on the previous page. */
  id: string
  message: string
  undo: FormAction
  /** The address of this page without the query that led here, so that a reload doesn't say it again. */
  href: string
}

/** Says on the list that something was deleted, with a button that undoes it. */
export function UndoToast({ id, message, undo, href }: Props) {
  const offer = useEffectEvent(() =>
    toast.undo(id, message, () =>
      startTransition(async () => {
        const form = new FormData()
        form.set('id', id)
        const result = await undo(null, form)
        if (result?.ok === false) toast.error(result.message)
        else toast.success(result?.message ?? 'Restored.')
      }),
    ),
  )
  useEffect(() => {
    offer()
    window.history.replaceState(null, '', href)
  }, [href])
  return null
}
