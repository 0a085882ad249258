import { Alert } from '@/components/ui/alert'
import { Card, CardHeader } from '@/components/ui/card'
import type { Preview } from '@/lib/templates/views'

type Props = { preview: Preview | null; note: string }

/** A mail or a post as it will look. A mail stands in a frame of its own that can run nothing. */
export function PreviewPane({ preview, note }: Props) {
  return (
    <Card aria-labelledby="preview-title" className="min-w-0">
      <CardHeader id="preview-title" title="Preview" description={note} />
      {preview === null ? (
        <Alert tone="warn">The preview could not be loaded. It comes back with the next change.</Alert>
      ) : 'problem' in preview ? (
        <Alert tone="warn">{preview.problem}</Alert>
      ) : preview.html ? (
        <div className="grid gap-3">
          <p className="text-sm break-words">
            <span className="text-muted">Subject: </span>
            <span className="font-medium">{preview.subject}</span>
          </p>
          <iframe
            title="The mail as it looks"
            sandbox=""
            srcDoc={preview.html}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a long mail is scrolled by keyboard too.
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
            {[...preview.text].length} characters: X takes 280, Instagram 2,200, LinkedIn 3,000.
          </p>
        </div>
      )}
    </Card>
  )
}
