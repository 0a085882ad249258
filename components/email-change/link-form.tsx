import { buttonClass } from '@/components/ui/buttons/button-class'

type LinkFormProps = { action: string; token: string; submit: string }

/** The button on a page opened from an emailed link. A plain POST form: it needs no script, and email scanners don’t submit it. */
export function LinkForm({ action, token, submit }: LinkFormProps) {
  return (
    <form action={action} method="post">
      <input type="hidden" name="token" value={token} />
      <button type="submit" className={buttonClass({ size: 'lg' })}>
        {submit}
      </button>
    </form>
  )
}
