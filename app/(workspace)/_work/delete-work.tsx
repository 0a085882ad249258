import { ActionForm } from '@/components/ui/forms/action-form'
import type { FormAction } from '@/components/ui/forms/form-action'
import type { WorkView } from '@/lib/paid-work/view'

type Props = { view: Pick<WorkView, 'id' | 'status'>; name: string; remove: FormAction }

/** Deletes a finished work. The list then offers to undo it, so nothing asks first. */
export function DeleteWork({ view: { id, status }, name, remove }: Props) {
  if (status === 'queued' || status === 'running') return null
  return (
    <div className="mt-6 print:hidden">
      <ActionForm action={remove} hidden={{ id }} submit={`Delete ${name}`} variant="ghost" size="sm" />
    </div>
  )
}
