import { Logo } from '@/components/shell/logo'

export default function AuthLayout({ children }: { children: React.ReactNode }) {
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(22rem,2fr)_3fr]">
      <aside className="hidden flex-col justify-between bg-rail p-12 text-rail-ink lg:flex">
        <Logo />
        <div className="max-w-md space-y-6">
          <p className="font-serif text-4xl leading-tight tracking-tight text-balance">
            Real estate marketing, backed by recorded sales.
          </p>
          <p className="leading-relaxed text-rail-muted">
            Market reports, valuations, listing images and campaigns for real estate agencies, with one credit
            balance for the whole team.
          </p>
        </div>
        <Skyline />
      </aside>
      <main className="flex flex-col justify-center px-5 py-10 sm:px-10">
        <div className="mx-auto w-full max-w-md">
          <Logo className="mb-10 lg:hidden" />
          {children}
        </div>
      </main>
    </div>
  )
}

/** A row of houses under a rising line. */
function Skyline() {
  return (
    <svg viewBox="0 0 480 130" className="w-full max-w-lg" aria-hidden="true" fill="none" strokeWidth="2">
      <path
        className="stroke-rail-track"
        strokeLinejoin="round"
        d="M0 129h480M8 129V96l34-26 34 26v33M92 129V84h18V62l30-22 30 22v67M186 129v-38l26-20 26 20v38M254 129V70l42-32 42 32v59M354 129V92l22-17 22 17v37M414 129V58l28-22 28 22v71"
      />
      <path
        className="stroke-brass"
        strokeLinejoin="round"
        strokeLinecap="round"
        strokeWidth="2.5"
        d="M8 58l66-14 62-18 76 20 84-28 80 24 94-38"
      />
    </svg>
  )
}
