'use client'

import { useState } from 'react'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/buttons/button'
import { Card, CardHeader } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import type { Preview } from '@/lib/templates/views'
import { MergedText } from './merged-text'

type Props = { preview: Preview | null; note: string }

/** A preview of an email or a post. Emails render in a sandboxed frame that can’t run scripts. */
export function PreviewPane({ preview, note }: Props) {
  return (
    <Card aria-labelledby="preview-title" className="min-w-0 lg:sticky lg:top-6">
      <CardHeader id="preview-title" title="Preview" description={note} />
      {preview === null ? (
        <Alert tone="warn">Couldn’t load the preview. It will refresh with your next change.</Alert>
      ) : 'problem' in preview ? (
        <Alert tone="warn">{preview.problem}</Alert>
      ) : preview.html ? (
        <EmailPreview preview={preview} />
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

const views = { desktop: 'Desktop', phone: 'Phone', text: 'Plain text' } as const
type View = keyof typeof views

/** As wide as most phones. */
const PHONE_WIDTH = 'w-[390px]'

/** An email on a wide screen, on a phone, or as the plain text that is sent with it. */
function EmailPreview({ preview }: { preview: Exclude<Preview, { problem: string }> }) {
  const [view, setView] = useState<View>('desktop')
  const { subject, html, text, textParts } = preview
  return (
    <div className="grid min-w-0 gap-3">
      <fieldset aria-label="Preview as" className="flex flex-wrap gap-1.5">
        {(Object.keys(views) as View[]).map((key) => (
          <Button
            key={key}
            size="sm"
            variant={view === key ? 'primary' : 'secondary'}
            aria-pressed={view === key}
            onClick={() => setView(key)}
          >
            {views[key]}
          </Button>
        ))}
      </fieldset>
      <p className="text-sm break-words">
        <span className="text-muted">Subject: </span>
        <span className="font-medium">{subject}</span>
      </p>
      {view === 'text' ? (
        <section
          aria-label="Plain text preview"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: keyboard users need to scroll long emails.
          tabIndex={0}
          className="max-h-[34rem] overflow-y-auto rounded-control border border-line bg-sunken p-4 text-sm leading-relaxed break-words whitespace-pre-wrap"
        >
          <MergedText parts={textParts ?? [{ text }]} />
        </section>
      ) : (
        <div className="min-w-0 overflow-x-auto">
          <iframe
            title="Email preview"
            sandbox=""
            srcDoc={html}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: keyboard users need to scroll long emails.
            tabIndex={0}
            className={cn(
              'h-[34rem] rounded-control border border-line bg-white',
              view === 'phone' ? `mx-auto block max-w-full ${PHONE_WIDTH}` : 'w-full',
            )}
          />
        </div>
      )}
    </div>
  )
}
