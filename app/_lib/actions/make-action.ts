import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import type { z } from 'zod'
import { type Admission, runChecked } from '@/lib/auth/guarded'
import type { ActionState } from '@/lib/core/action-state'
import type { UseKind } from '@/lib/limits-of-use/count-member'
import { formInput } from './form-input'

/** What a verb may answer with; `redirectTo` wins over the rest. */
// biome-ignore lint/suspicious/noConfusingVoidType: a verb with nothing to say returns nothing.
export type ActionAnswer = { message?: string; data?: unknown; redirectTo?: string } | void

type ActionOptions<Input extends z.ZodType, Who> = {
  admit: () => Promise<Admission<Who>>
  counted: (who: Who) => { userId: number; workspaceId?: number }
  input: Input
  limit?: UseKind | undefined
  /** Shows the pages again that the action changed. */
  refresh: () => void
}

/**
 * The core of every server action. `name` is the exported name of the action: it stands in the log (`action:archivePost`)
 * and begins the reference that a person sees. Actions are declared with workspaceAction, personAction or operatorAction.
 */
export function makeAction<Input extends z.ZodType, Who>(
  name: string,
  { refresh, ...options }: ActionOptions<Input, Who>,
  verb: (who: Who, input: z.output<Input>) => Promise<ActionAnswer>,
) {
  return async (_before: ActionState, form: FormData): Promise<ActionState> => {
    const outcome = await runChecked(
      { ...options, name, where: `action:${name}` },
      () => formInput(form),
      verb,
    )
    if (!outcome.ok) return outcome
    refresh()
    const { message, data, redirectTo } = outcome.result ?? {}
    if (redirectTo) redirect(redirectTo)
    return { ok: true, message, data }
  }
}

/** Shows everything under a path again. */
export const refreshUnder = (path: string | undefined) => (): void => {
  if (path) revalidatePath(path, 'layout')
}

/** Shows these pages again. A pattern such as /posts/[id] stands for every page of its kind. */
export const refreshPages =
  (paths: readonly string[] = []) =>
  (): void => {
    for (const path of paths) revalidatePath(path, path.includes('[') ? 'page' : undefined)
  }
