import { Alert } from '@/components/ui/alert'
import { Card, CardHeader } from '@/components/ui/card'
import type { Preview } from '@/lib/templates/views'

type Props = { preview: Preview | null; note: string }

/** A preview of an email or a post. Emails render in a sandboxed frame that can’t run scripts. */
export function PreviewPane({ preview, note }: Props) {
  return (
    <Card aria-labelledby="preview-title" className="min-w-0">
      <CardHeader id="preview-title" title="Preview" description={note} />
      {preview === null ? (
        <Alert tone="warn">Couldn’t load the preview. It will refresh with your next change.</Alert>
      ) : 'problem' in preview ? (
        <Alert tone="warn">{preview.problem}</Alert>
      ) : preview.html ? (
        <div className="grid gap-3">
          <p className="text-sm break-words">
            <span className="text-muted">Subject: </span>
            <span className="font-medium">{preview.subject}</span>
          </p>
          <iframe
            title="Email preview"
            sandbox=""
            srcDoc={preview.html}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: keyboard users need to scroll long emails.
            tabIndex={0}
            className="h-[34rem] w-full rounded-control border border-line bg-white"
          />
        </div>
      ) : (
        <div className="grid gap-2">
          <p className="rounded-control border border-line bg-sunken p-4 break-words whitespace-pre-wrap">
            {preview.text}
          </p>
          <p className="text-sm text-muted">
            {[...preview.text].length} characters. Limits: X 280, Instagram 2,200, LinkedIn 3,000.
          </p>
        </div>
      )}
    </Card>
  )
}
