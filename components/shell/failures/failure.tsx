type FailureProps = {
  title: string
  children: React.ReactNode
  /** Identifies the failure in the log. */
  reference?: string | undefined
  action: React.ReactNode
  mark?: React.ReactNode
}

/** An error page: what happened, what to do, and the reference for support. */
export function Failure({ title, children, reference, action, mark }: FailureProps) {
  return (
    <div className="mx-auto grid max-w-md justify-items-start gap-5 px-5 py-16 sm:py-24">
      {mark}
      <h1 className="font-serif text-3xl tracking-tight">{title}</h1>
      <div className="leading-relaxed text-muted">{children}</div>
      {reference && (
        <p className="text-sm text-muted">
          Reference <code className="rounded-md bg-sunken px-1.5 py-0.5 text-ink">{reference}</code>
        </p>
      )}
      <div className="flex flex-wrap gap-3">{action}</div>
    </div>
  )
}

/** The label of a link to `home`, which is the dashboard inside a workspace. */
export const homeLabel = (home: string) => (home === '/dashboard' ? 'Go to dashboard' : 'Go to home page')
