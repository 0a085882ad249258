import { Card } from '@/components/ui/card'
import { Table, Td, Th } from '@/components/ui/table'
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
            <Table>
              <caption className="sr-only">{section.title}</caption>
              <thead className="sr-only">
                <tr>
                  <Th>Item</Th>
                  <Th>Amount</Th>
                </tr>
              </thead>
              <tbody>
                {section.lines.map(({ label, value }, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: two lines can read the same, and none of them moves.
                  <tr key={index}>
                    <Td>{label}</Td>
                    <Td className="text-right font-medium">{value}</Td>
                  </tr>
                ))}
              </tbody>
            </Table>
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
