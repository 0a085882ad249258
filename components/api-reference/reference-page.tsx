type Contents = { title: string; links: { href: string; name: string }[] }[]

/** A page of the reference, with its contents at the side. */
export function ReferencePage({ contents, children }: { contents: Contents; children: React.ReactNode }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[14rem_minmax(0,1fr)]">
      <nav
        aria-label="Contents"
        className="grid gap-5 text-sm lg:sticky lg:top-6 lg:max-h-[calc(100vh-3rem)] lg:overflow-y-auto"
      >
        {contents
          .filter(({ links }) => links.length > 0)
          .map(({ title, links }) => (
            <div key={title} className="space-y-1.5">
              <p className="font-semibold">{title}</p>
              <ul className="space-y-1 [&_a]:inline-block [&_a]:py-0.5 [&_a]:wrap-anywhere [&_a]:text-brand-ink [&_a]:hover:underline">
                {links.map(({ href, name }) => (
                  <li key={href}>
                    <a href={href}>{name}</a>
                  </li>
                ))}
              </ul>
            </div>
          ))}
      </nav>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6">{children}</div>
    </div>
  )
}
