import { revalidatePath } from 'next/cache'
import { notFound, redirect } from 'next/navigation'
import type { z } from 'zod'
import { type ActionState, failureOf, inputFailure } from '@/lib/core/action-state'
import { storable } from '@/lib/core/storable'
import { countMember } from '@/lib/limits-of-use/count-member'
import { type Operator, operatorOf } from '@/lib/operators/operator'
import { formInput } from './form-input'
import { currentUser } from './workspace-context'

/** For pages of the console: who is here. To everybody else it does not exist. */
export async function requireOperator(): Promise<Operator> {
  const user = await currentUser()
  if (!user) redirect('/sign-in?callbackUrl=/admin')
  return operatorOf(user) ?? notFound()
}

const NOT_HERE: ActionState = { ok: false, code: 'not-found', message: 'There is nothing here for you.' }

type Options<Input extends z.ZodType> = {
  /** Names the verb in the log. */
  where: string
  input: Input
  revalidate: string
}
type Answer = { message: string; redirectTo?: string }

/** Makes every server action of the console, judged in this order: session, operator, input, and only then the verb. */
export function operatorAction<Input extends z.ZodType>(
  { where, input, revalidate }: Options<Input>,
  verb: (operator: Operator, input: z.output<Input>) => Promise<Answer>,
) {
  return async (_before: ActionState, form: FormData): Promise<ActionState> => {
    let answer: Answer
    try {
      const operator = operatorOf(await currentUser())
      if (!operator) return NOT_HERE
      await countMember({ userId: operator.userId }, 'action')
      const parsed = input.safeParse(storable(formInput(form)))
      if (!parsed.success) return inputFailure(parsed.error)
      answer = await verb(operator, parsed.data)
    } catch (error) {
      return failureOf(error, where)
    }
    revalidatePath(revalidate, 'layout')
    if (answer.redirectTo) redirect(answer.redirectTo)
    return { ok: true, message: answer.message }
  }
}
