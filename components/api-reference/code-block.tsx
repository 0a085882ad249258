import { CopyButton } from '@/components/ui/copy/copy-button'

/** An example with a button to copy it. */
export function CodeBlock({ title, code, what }: { title: string; code: string; what: string }) {
  return (
    <figure className="min-w-0 space-y-2">
      <figcaption className="flex flex-wrap items-center justify-between gap-2 text-sm font-medium">
        {title}
        <CopyButton text={code} what={what} variant="ghost" />
      </figcaption>
      <pre className="rounded-control bg-sunken p-3 text-sm wrap-anywhere whitespace-pre-wrap">
        <code>{code}</code>
      </pre>
    </figure>
  )
}
