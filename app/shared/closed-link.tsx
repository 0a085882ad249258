/** Instead of what a shared link leads to: it is closed, or was opened too often. */
export function ClosedLink({ tooOften, children }: { tooOften: boolean; children: React.ReactNode }) {
  return (
    <main className="mx-auto grid max-w-lg gap-4 px-4 py-[15vh]">
      <h1 className="font-serif text-3xl">{tooOften ? 'Too many requests' : 'This link isn’t available'}</h1>
      <p className="leading-relaxed text-muted">
        {tooOften
          ? 'This link was opened too many times from your network. Wait a minute, then open it again.'
          : children}
      </p>
    </main>
  )
}
