import { MUTED, paragraph, type Sheet, textBlock } from './sheet'
import { writeLine } from './write-text'

/** The top of a document: the agency's logo and name, the title, and a line below it. */
export function masthead(sheet: Sheet, title: string, subtitle: string): void {
  const { doc, root, left, width, brand } = sheet
  const top = doc.y
  const { logo } = brand
  if (logo) {
    root.add(
      doc.struct('Figure', { alt: `Logo of ${brand.agencyName}` }, () =>
        doc.image(Buffer.from(logo), left, top, { fit: [150, 42] }),
      ),
    )
  }
  const name = { sizePoints: 11, color: brand.color, weight: 'bold' } as const
  root.add(
    doc.struct('P', {}, () =>
      writeLine(doc, brand.agencyName, name, {
        x: logo ? left + 160 : left,
        y: top + (logo ? 14 : 0),
        width: logo ? width - 160 : width,
        align: logo ? 'right' : 'left',
        cut: true,
      }),
    ),
  )
  doc.y = top + (logo ? 58 : 26)
  textBlock(sheet, 'H1', title, { sizePoints: 24, color: '#1d2521', weight: 'bold' })
  paragraph(sheet, subtitle, { sizePoints: 11, color: MUTED })
}
