import type { ActionState } from '@/lib/core/action-state'

/** A server action as a form takes it; the page gives it, components only draw. */
export type FormAction = (before: ActionState, form: FormData) => Promise<ActionState>
