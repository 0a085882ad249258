import { Alert } from '@/components/ui/alert'
import { CopyButton } from '@/components/ui/copy/copy-button'
import type { ActionState } from '@/lib/core/action-state'

/** The key that an action returned; it is shown only once. */
export function NewKey({ state }: { state: ActionState }) {
  const key = state?.ok ? keyIn(state.data) : null
  if (!key) return null
  return (
    <Alert
      tone="good"
      title="Copy the key now. You won’t see it again."
      action={<CopyButton text={key} what="the API key" />}
    >
      <code className="break-all select-all">{key}</code>
    </Alert>
  )
}

function keyIn(data: unknown): string | null {
  const created = data as { key?: unknown } | undefined
  return typeof created?.key === 'string' ? created.key : null
}
