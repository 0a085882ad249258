import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import type { z } from 'zod'
import { type Admission, runChecked } from '@/lib/auth/guarded'
import type { ActionState } from '@/lib/core/action-state'
import { Refusal } from '@/lib/core/errors'
import type { UseKind } from '@/lib/rate-limits/count-member'

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

/** More than our largest form sends, such as the checkboxes of a full page of contacts or one field per file column. */
const MAX_FIELDS = 5_000

/**
 * Reads a form as plain data for a schema. Repeated names become a list, and React's own fields are left out. The argument
 * is unknown because a hand-written request can send anything in place of a form.
 * @throws Refusal `input`
 */
export function formInput(form: unknown): Record<string, unknown> {
  if (!(form instanceof FormData)) throw new Refusal('input', 'Expected form data.')
  const values = new Map<string, FormDataEntryValue[]>()
  let count = 0
  for (const [name, value] of form) {
    count += 1
    if (count > MAX_FIELDS)
      throw new Refusal('input', `A form can have at most ${MAX_FIELDS} fields. Submit fewer at a time.`)
    // No schema has these names, and `__proto__` has a special meaning as a property name.
    if (name.startsWith('$ACTION') || name === '__proto__') continue
    const previous = values.get(name)
    if (previous) previous.push(value)
    else values.set(name, [value])
  }
  return Object.fromEntries(Array.from(values, ([name, list]) => [name, list.length === 1 ? list[0] : list]))
}
