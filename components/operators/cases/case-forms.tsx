'use client'

import { ActionForm } from '@/components/ui/forms/action-form'
import { Field, Input, TextArea } from '@/components/ui/forms/field'
import type { FormAction } from '@/components/ui/forms/form-action'

type Case = { workspaceId: number; id: string }

type AnswerProps = Case & {
  action: FormAction
  refundId: string
  /** "20 credits"; null if there is nothing to refund. */
  refund: string | null
  fourEyesCredits: number
}

/** Answers a case, with or without refunding its work. */
export function AnswerCaseForm({ action, workspaceId, id, refundId, refund, fourEyesCredits }: AnswerProps) {
  return (
    <ActionForm action={action} hidden={{ workspaceId, id, refundId }} submit="Send answer">
      {(errors) => (
        <>
          <Field
            label="Answer"
            hint="The member sees it at the result and gets it by email."
            error={errors.answer}
          >
            <TextArea name="answer" required minLength={10} maxLength={2_000} rows={5} />
          </Field>
          {refund ? (
            <label className="flex items-start gap-2.5 text-sm">
              <input type="checkbox" name="refund" value="yes" className="mt-0.5 size-4 accent-brand" />
              <span>
                Refund {refund}
                <span className="block text-muted">
                  Over {fourEyesCredits} credits a day, a second operator approves it before the member is
                  notified.
                </span>
              </span>
            </label>
          ) : (
            <p className="text-sm text-muted">
              There is nothing to refund: it was free, or it is already refunded.
            </p>
          )}
        </>
      )}
    </ActionForm>
  )
}

/** Closes a case without telling the member anything, such as a test or a duplicate. */
export function CloseCaseForm({ action, workspaceId, id }: Case & { action: FormAction }) {
  return (
    <ActionForm
      action={action}
      hidden={{ workspaceId, id }}
      submit="Close without answer"
      variant="secondary"
    >
      {(errors) => (
        <Field label="Reason" hint="Only for the audit log. For example: a duplicate." error={errors.reason}>
          <Input name="reason" required minLength={3} maxLength={500} />
        </Field>
      )}
    </ActionForm>
  )
}
