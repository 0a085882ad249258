import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/buttons/button'

type UnsubscribeFormProps = {
  /** Where the button posts the token. A plain HTML form works in any browser. */
  address: string
  token: string
  /** What is wrong with the link; null if it is valid. */
  fault: { tone: 'info' | 'bad'; message: string } | null
  /** The text before and after unsubscribing. */
  ends: string
  ended: string
  done: boolean
}

/** Opened from an email. Email scanners open links too, so only the button unsubscribes. */
export function UnsubscribeForm({ address, token, fault, ends, ended, done }: UnsubscribeFormProps) {
  return (
    <main className="mx-auto grid max-w-lg gap-6 px-4 py-[15vh]">
      <h1 className="font-serif text-3xl">Unsubscribe</h1>
      {fault ? (
        <Alert tone={fault.tone}>{fault.message}</Alert>
      ) : done ? (
        <Alert tone="good">{ended}</Alert>
      ) : (
        <form method="post" action={address} className="grid gap-4">
          <input type="hidden" name="token" value={token} />
          <p className="leading-relaxed text-muted">{ends}</p>
          <Button type="submit" className="justify-self-start">
            Unsubscribe
          </Button>
        </form>
      )}
    </main>
  )
}
