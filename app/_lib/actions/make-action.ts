import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import type { z } from 'zod'
import { type Admission, runChecked } from '@/lib/auth/guarded'
import type { ActionState } from '@/lib/core/action-state'
import type { UseKind } from '@/lib/limits-of-use/count-member'
import { formInput } from './form-input'

/** What a handler can return; `redirectTo` takes precedence. */
// biome-ignore lint/suspicious/noConfusingVoidType: a handler with no result returns nothing.
export type ActionResult = { message?: string; data?: unknown; redirectTo?: string } | void

type ActionOptions<Input extends z.ZodType, Who> = {
  admit: () => Promise<Admission<Who>>
  counted: (who: Who) => { userId: number; workspaceId?: number }
  input: Input
  limit?: UseKind | undefined
  /** Revalidates the pages the action changed. */
  refresh: () => void
}

/**
 * The core of every server action. `name` is the exported name of the action: it appears in the log (`action:archivePost`)
 * and starts the reference shown to the user. Declare actions with workspaceAction, personAction or operatorAction.
 */
export function makeAction<Input extends z.ZodType, Who>(
  name: string,
  { refresh, ...options }: ActionOptions<Input, Who>,
  handler: (who: Who, input: z.output<Input>) => Promise<ActionResult>,
) {
  return async (_before: ActionState, form: FormData): Promise<ActionState> => {
    const outcome = await runChecked(
      { ...options, name, where: `action:${name}` },
      () => formInput(form),
      handler,
    )
    if (!outcome.ok) return outcome
    refresh()
    const { message, data, redirectTo } = outcome.result ?? {}
    if (redirectTo) redirect(redirectTo)
    return { ok: true, message, data }
  }
}

/** Revalidates everything under a path. */
export const refreshUnder = (path: string | undefined) => (): void => {
  if (path) revalidatePath(path, 'layout')
}

/** Revalidates these pages. A pattern such as /posts/[id] matches every page of that route. */
export const refreshPages =
  (paths: readonly string[] = []) =>
  (): void => {
    for (const path of paths) revalidatePath(path, path.includes('[') ? 'page' : undefined)
  }
