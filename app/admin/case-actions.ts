'use server'

import { operatorAction } from '@/app/_lib/actions/operator-action'
import { formatCredits } from '@/lib/core/text/format'
import { AnswerCaseInput, answerCase, CloseCaseInput, closeCase } from '@/lib/operators/cases/answer-case'

export const answerProblemCase = operatorAction(
  'answerProblemCase',
  { input: AnswerCaseInput, revalidate: '/admin' },
  async (operator, input) => {
    const { refund } = await answerCase(operator, input)
    if (!refund) return { message: 'Answered. We notified the member.' }
    return {
      message:
        refund.status === 'applied'
          ? `Answered, and ${formatCredits(refund.credits)} refunded. We notified the member.`
          : 'The refund needs approval by another operator. We’ll notify the member after that.',
    }
  },
)

export const closeProblemCase = operatorAction(
  'closeProblemCase',
  { input: CloseCaseInput, revalidate: '/admin' },
  async (operator, input) => {
    await closeCase(operator, input)
    return { message: 'Closed without an answer.' }
  },
)
