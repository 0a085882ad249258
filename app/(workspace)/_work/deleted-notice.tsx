import { z } from 'zod'
import type { FormAction } from '@/components/ui/forms/form-action'
import { UndoToast } from '@/components/ui/overlays/undo-toast'
import type { SearchParams } from '@/lib/core/paging/list-query'

const Query = z.object({ deleted: z.uuid().optional().catch(undefined) })

type Props = {
  params: SearchParams
  /** The address of the list. */
  href: string
  message: string
  undo: FormAction
}

/** On a list to which a deletion led: says so, and offers to undo it. */
export function DeletedNotice({ params, href, message, undo }: Props) {
  const { deleted } = Query.parse(params)
  return deleted ? <UndoToast id={deleted} message={message} undo={undo} href={href} /> : null
}
