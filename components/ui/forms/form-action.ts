import type { ActionState } from '@/lib/core/action-state'

/** A server action for a form. Pages pass it in; components only render. */
export type FormAction = (before: ActionState, form: FormData) => Promise<ActionState>
