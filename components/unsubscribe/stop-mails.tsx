import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/buttons/button'

type StopMailsProps = {
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

/** Opened from a mail, by whoever reads it; mail scanners open links too, so only the button does something. */
export function StopMails({ address, token, fault, ends, ended, done }: StopMailsProps) {
  return (
    <main className="mx-auto grid max-w-lg gap-6 px-4 py-[15vh]">
      <h1 className="font-serif text-3xl">No more mails</h1>
      {fault ? (
        <Alert tone={fault.tone}>{fault.words}</Alert>
      ) : done ? (
        <Alert tone="good">{ended}</Alert>
      ) : (
        <form method="post" action={address} className="grid gap-4">
          <input type="hidden" name="token" value={token} />
          <p className="leading-relaxed text-muted">{ends}</p>
          <Button type="submit" className="justify-self-start">
            Stop these mails
          </Button>
        </form>
      )}
    </main>
  )
}
