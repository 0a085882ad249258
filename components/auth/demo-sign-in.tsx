import { ArrowRight } from 'lucide-react'

type Person = { email: string; name: string; place: string; about: string }

/** One button per demo user. A plain form, so it works before any script has loaded. */
export function DemoSignIn({ people, callbackUrl }: { people: Person[]; callbackUrl: string }) {
  return (
    <form action="/sign-in/demo" method="post" className="grid gap-2">
      <input type="hidden" name="callbackUrl" value={callbackUrl} />
      {people.map((person) => (
        <button
          key={person.email}
          type="submit"
          name="email"
          value={person.email}
          className="group flex items-center gap-3 rounded-control border border-line bg-surface px-4 py-3 text-left transition-colors hover:border-brand/50 hover:bg-brand-soft/50"
        >
          <span className="min-w-0 flex-1">
            <span className="flex flex-wrap items-baseline gap-x-2">
              <span className="font-medium">{person.name}</span>
              <span className="text-sm text-muted">{person.place}</span>
            </span>
            <span className="block text-sm text-muted">{person.about}</span>
          </span>
          <ArrowRight
            className="size-4 shrink-0 text-muted transition-transform group-hover:translate-x-0.5"
            aria-hidden="true"
          />
        </button>
      ))}
    </form>
  )
}
