import { WifiOff } from 'lucide-react'

export function OfflineWords() {
  return (
    <div className="fixed inset-x-0 bottom-0 z-30 border-t border-warn/40 bg-warn-soft text-warn-ink shadow-float print:hidden">
      <p className="mx-auto flex max-w-6xl items-start gap-3 px-4 py-3 text-sm sm:px-8">
        <WifiOff className="mt-0.5 size-4.5 shrink-0" aria-hidden="true" />
        <span>
          <strong className="font-semibold">You’re offline.</strong> What you typed is kept. Anything you send
          now goes out when you’re back online, so keep this page open.
        </span>
      </p>
    </div>
  )
}
