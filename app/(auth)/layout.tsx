import { Logo } from '@/components/shell/logo'

export default function AuthLayout({ children }: { children: React.ReactNode }) {
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(22rem,2fr)_3fr]">
      <aside className="hidden flex-col justify-between bg-rail p-12 text-rail-ink lg:flex">
        <Logo />
        <div className="max-w-md space-y-6">
          <p className="font-serif text-4xl leading-tight tracking-tight text-balance">
            Marketing that knows what your street sold for.
          </p>
          <p className="leading-relaxed text-rail-muted">
            Market reports, valuations, listing images and campaigns for estate agencies, paid for with one
            balance of credits that everybody on the team can see.
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

/** A street of gables under a rising line. */
function Skyline() {
  return (
    <svg viewBox="0 0 480 120" className="w-full max-w-lg" aria-hidden="true" fill="none" strokeWidth="2">
      <path
        className="stroke-rail-track"
        strokeLinejoin="round"
        d="M0 119V88l32-26 32 26v31M64 119V74l40-32 40 32v45M144 119V92l28-22 28 22v27M200 119V66l44-36 44 36v53M288 119V84l34-28 34 28v35M356 119V58l46-38 46 38v61M448 119V90l32-24"
      />
      <path className="stroke-brass" strokeLinejoin="round" d="M0 100l80-14 70 6 90-30 80 8 80-36 80-16" />
    </svg>
  )
}
