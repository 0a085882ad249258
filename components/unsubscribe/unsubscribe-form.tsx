import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/buttons/button'

type UnsubscribeFormProps = {
  /** Where the button sends the token. Plain HTML: it works in any browser, and nothing in it is sealed. */
  address: string
  token: string
  /** What is wrong with the link; null: nothing. */
  fault: { tone: 'info' | 'bad'; words: string } | null
  /** What will end, and what has ended. */
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
        <Alert tone={fault.tone}>{fault.words}</Alert>
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
