import { Card } from '@/components/ui/card'
import type { DigestText } from '@/lib/notifications/digest/digest-text'

/** A digest as it is emailed: its sentences and lists. */
export function DigestView({ title, paragraphs, sections }: DigestText) {
  return (
    <Card aria-labelledby="digest-title" className="grid max-w-2xl gap-6">
      <div className="grid gap-2">
        <h2 id="digest-title" className="text-lg font-semibold">
          {title}
        </h2>
        {paragraphs.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </div>
      {sections.map((section) => (
        <div key={section.title} className="grid gap-2">
          <h3 className="text-sm font-semibold">{section.title}</h3>
          {section.lines.length > 0 && (
            <dl className="divide-y divide-line/70 text-sm">
              {section.lines.map(({ label, value }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two lines can read the same, and none of them moves.
                <div key={index} className="flex flex-wrap justify-between gap-x-6 py-2">
                  <dt className="min-w-0 break-words">{label}</dt>
                  <dd className="ml-auto text-right font-medium tabular-nums">{value}</dd>
                </div>
              ))}
            </dl>
          )}
          {section.notes?.map((note) => (
            <p key={note} className="text-sm text-muted">
              {note}
            </p>
          ))}
        </div>
      ))}
    </Card>
  )
}
