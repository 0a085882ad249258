import { buttonClass } from '@/components/ui/buttons/button-class'

type LinkFormProps = { action: string; token: string; submit: string }

/** One button for an emailed link. A plain form that posts: it needs no script, and email scanners do not post. */
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
