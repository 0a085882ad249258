import { Alert } from '@/components/ui/alert'
import { Card, CardHeader } from '@/components/ui/card'
import { DownloadLink } from '@/components/ui/download-link'
import { Pagination } from '@/components/ui/paging/pagination'
import { Table, Td, Th } from '@/components/ui/table'
import type { ImportCounts, ImportResult, RowNote, SkippedRow } from '@/lib/contacts/views'
import { countOf, formatNumber } from '@/lib/core/text/format'

const MAX_SHOWN = 100
const MAX_NOTES = 20

const countLabels: Record<keyof ImportCounts, { label: string; about: string }> = {
  added: { label: 'Added', about: 'New contacts' },
  updated: { label: 'Updated', about: 'Existing contacts with new information in the file' },
  unchanged: { label: 'Unchanged', about: 'Existing contacts with nothing new in the file' },
  duplicates: { label: 'Duplicates', about: 'Rows with the same address as an earlier row, merged into it' },
  refused: { label: 'Invalid', about: 'Rows that aren’t valid contacts' },
  suppressed: { label: 'Suppressed', about: 'People who unsubscribed, bounced or asked to be erased' },
}

const outcomeLabels: Record<SkippedRow['outcome'], string> = {
  refused: 'Invalid',
  duplicate: 'Duplicate',
  suppressed: 'Suppressed',
}

type Props = {
  result: ImportResult
  title: string
  /** The file with the outcome of every row, available after the import. */
  downloadHref?: string
  /** Paging of the skipped rows. Without it, as before the import, only the first ones are shown. */
  page?: { href: string; before: number | undefined; after: number | undefined }
}

/** The outcome of every row of a file. The counts add up to the rows read, and skipped rows are listed. */
export function ImportRows({ result, title, downloadHref, page }: Props) {
  const { rows, counts, skipped, notes, unusedColumns } = result
  return (
    <>
      <Card aria-labelledby="rows-title">
        <CardHeader
          id="rows-title"
          title={title}
          description={`${countOf(rows, 'row')} read`}
          action={
            downloadHref && (
              <DownloadLink href={downloadHref} variant="text" className="text-sm font-medium">
                Download all rows (CSV)
              </DownloadLink>
            )
          }
        />
        <Table aria-label={title} label={title}>
          <thead>
            <tr>
              <Th>Outcome</Th>
              <Th className="text-right">Rows</Th>
              <Th>Description</Th>
            </tr>
          </thead>
          <tbody>
            {(Object.keys(countLabels) as (keyof ImportCounts)[]).map((key) => (
              <tr key={key}>
                <Td className="font-medium">{countLabels[key].label}</Td>
                <Td className="text-right tabular-nums">{formatNumber(counts[key])}</Td>
                <Td className="min-w-48 text-muted">
                  {countLabels[key].about}
                  {(key === 'suppressed' || key === 'refused') && (
                    <Reasons rows={skipped.filter(({ outcome }) => outcome === key)} />
                  )}
                </Td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <Td className="font-semibold">Total</Td>
              <Td className="text-right font-semibold tabular-nums">{formatNumber(rows)}</Td>
              <Td className="text-muted">Rows read</Td>
            </tr>
          </tfoot>
        </Table>
        {unusedColumns.length > 0 && (
          <Alert tone="warn" className="mt-4">
            {unusedColumns.length === 1 ? 'This column was' : 'These columns were'} not used:{' '}
            {unusedColumns.join(', ')}.
          </Alert>
        )}
      </Card>
      {notes.length > 0 && <Notes notes={notes} />}
      {skipped.length > 0 && <SkippedRows rows={skipped} page={page} />}
    </>
  )
}

/** How many rows for each reason, the most frequent first. */
function Reasons({ rows }: { rows: { reason: string }[] }) {
  const counts = new Map<string, number>()
  for (const { reason } of rows) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  if (counts.size === 0) return null
  return (
    <ul className="mt-1 grid gap-0.5">
      {[...counts]
        .toSorted((a, b) => b[1] - a[1])
        .map(([reason, count]) => (
          <li key={reason}>
            {reason}: <span className="tabular-nums">{formatNumber(count)}</span>
          </li>
        ))}
    </ul>
  )
}

/** What was left out of imported rows. The file of all rows lists every one. */
function Notes({ notes }: { notes: RowNote[] }) {
  return (
    <Card aria-labelledby="row-notes-title">
      <CardHeader
        id="row-notes-title"
        title="Notes"
        description="These rows are imported, but not everything in them."
      />
      <Reasons rows={notes} />
      <Table aria-label="Notes" label="Notes" className="mt-4">
        <thead>
          <tr>
            <Th>Line</Th>
            <Th>Note</Th>
            <Th>Value</Th>
          </tr>
        </thead>
        <tbody>
          {notes.slice(0, MAX_NOTES).map(({ line, reason, value }) => (
            <tr key={`${line} ${reason}`}>
              <Td className="tabular-nums">{line}</Td>
              <Td>{reason}</Td>
              <Td className="break-all text-muted">{value}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {notes.length > MAX_NOTES && (
        <p className="mt-3 text-sm text-muted">
          And {countOf(notes.length - MAX_NOTES, 'more note', 'more notes')}.
        </p>
      )}
    </Card>
  )
}

/** Listed by line, so that they can be found in the file and fixed. */
function SkippedRows({ rows, page }: { rows: SkippedRow[]; page: Props['page'] }) {
  const start = startOf(rows.length, page)
  const end = Math.min(start + MAX_SHOWN, rows.length)
  return (
    <Card id="skipped-rows" aria-labelledby="skipped-rows-title">
      <CardHeader id="skipped-rows-title" title="Skipped rows" description={countOf(rows.length, 'row')} />
      <Table aria-label="Skipped rows" label="Skipped rows">
        <thead>
          <tr>
            <Th>Line</Th>
            <Th>Outcome</Th>
            <Th>Reason</Th>
            <Th>Value</Th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(start, end).map(({ line, outcome, reason, value }) => (
            <tr key={`${line} ${reason}`}>
              <Td className="tabular-nums">{line || ''}</Td>
              <Td>{outcomeLabels[outcome]}</Td>
              <Td>{reason}</Td>
              <Td className="break-all text-muted">{value}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {page && (
        <Pagination
          label="Pages of skipped rows"
          previous={start > 0 ? `${page.href}?before=${start + 1}#skipped-rows` : null}
          next={end < rows.length ? `${page.href}?after=${end}#skipped-rows` : null}
          sorted="in-order"
        />
      )}
      {!page && rows.length > MAX_SHOWN && (
        <p className="mt-3 text-sm text-muted">
          And {countOf(rows.length - MAX_SHOWN, 'more row', 'more rows')}.
        </p>
      )}
    </Card>
  )
}

/** The first row of a page. Positions count the skipped rows from 1 and never change after an import. */
function startOf(count: number, page: Props['page']): number {
  const wanted = page?.before !== undefined ? page.before - 1 - MAX_SHOWN : (page?.after ?? 0)
  return wanted >= count ? 0 : Math.max(0, wanted)
}
