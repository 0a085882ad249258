import { artifact, INK, LINE, MUTED, makeRoom, type Sheet } from './sheet'
import { writeLine } from './write-text'

export type PdfColumn = { head: string; share: number; number?: boolean }

const ROW_POINTS = 18

/** The height of a table with this many rows on one page. */
export const tablePoints = (rows: number): number => ROW_POINTS * (rows + 1) + 6

/** A table whose header repeats on every page. Each cell is tagged for screen readers. */
export function table(sheet: Sheet, columns: PdfColumn[], rows: string[][]): void {
  const { doc, root } = sheet
  makeRoom(sheet, ROW_POINTS * Math.min(rows.length + 1, 4))
  const whole = doc.struct('Table')
  root.add(whole)
  row(
    sheet,
    whole,
    columns,
    columns.map(({ head }) => head),
    true,
  )
  for (const cells of rows) {
    const page = doc.page
    makeRoom(sheet, ROW_POINTS)
    if (doc.page !== page)
      artifact(sheet, () =>
        drawCells(
          sheet,
          columns,
          columns.map(({ head }) => head),
          true,
        ),
      )
    row(sheet, whole, columns, cells, false)
  }
  whole.end()
  doc.x = sheet.left
  doc.y += 6
}

function row(
  sheet: Sheet,
  parent: PDFKit.PDFStructureElement,
  columns: PdfColumn[],
  cells: string[],
  isHead: boolean,
): void {
  const { doc } = sheet
  const top = doc.y
  const line = doc.struct('TR')
  parent.add(line)
  columns.forEach((_, i) => {
    line.add(
      doc.struct(isHead || i === 0 ? 'TH' : 'TD', {}, () => drawCell(sheet, columns, cells, i, top, isHead)),
    )
  })
  line.end()
  rule(sheet, top)
}

function drawCells(sheet: Sheet, columns: PdfColumn[], cells: string[], isHead: boolean): void {
  const top = sheet.doc.y
  columns.forEach((_, i) => {
    drawCell(sheet, columns, cells, i, top, isHead)
  })
  sheet.doc.y = top + ROW_POINTS
}

function drawCell(
  { doc, left, width }: Sheet,
  columns: PdfColumn[],
  cells: string[],
  i: number,
  top: number,
  isHead: boolean,
): void {
  const total = columns.reduce((sum, { share }) => sum + share, 0)
  const before = columns.slice(0, i).reduce((sum, { share }) => sum + share, 0)
  const column = columns[i]
  if (!column) return
  const look = isHead
    ? { sizePoints: 8, color: MUTED, weight: 'bold' as const }
    : { sizePoints: 9, color: INK }
  writeLine(doc, cells[i] ?? '', look, {
    x: left + (before / total) * width,
    y: top + 5,
    width: (column.share / total) * width - 6,
    align: column.number ? 'right' : 'left',
    cut: true,
  })
}

function rule(sheet: Sheet, top: number): void {
  const { doc, left, width } = sheet
  artifact(sheet, () => {
    doc
      .moveTo(left, top + ROW_POINTS)
      .lineTo(left + width, top + ROW_POINTS)
      .lineWidth(0.5)
      .stroke(LINE)
  })
  doc.y = top + ROW_POINTS
}
