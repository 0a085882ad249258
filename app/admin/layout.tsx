import type { Metadata } from 'next'
import { requireOperator } from '@/app/_lib/actions/operator-action'
import { findWorkspace } from '@/app/_lib/workspace-context'
import { ConsoleNav } from '@/components/operators/console-nav'

export const metadata: Metadata = {
  title: { default: 'Console', template: '%s · Console' },
  robots: { index: false },
}

/** The operator console (R36). Everyone else gets a 404. */
export default async function ConsoleLayout({ children }: { children: React.ReactNode }) {
  const [{ email }, workspace] = await Promise.all([requireOperator(), findWorkspace()])
  // An operator may have no workspace; the welcome page lets them create one.
  const product = workspace
    ? { href: '/dashboard', label: 'Open Market Trak' }
    : { href: '/welcome?another=1', label: 'Create a workspace' }
  return (
    <div className="min-h-dvh">
      <a
        href="#content"
        className="sr-only z-20 rounded-control bg-raised px-4 py-2 font-medium text-ink shadow-float focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
      >
        Skip to content
      </a>
      <ConsoleNav email={email} product={product} />
      <main id="content" tabIndex={-1} className="mx-auto w-full max-w-6xl px-4 py-8 outline-hidden sm:px-8">
        {children}
      </main>
    </div>
  )
}
