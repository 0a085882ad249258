import { join } from 'node:path'
import PDFDocument from 'pdfkit'

/** A tagged document on letter paper that flows from page to page: real text with its structure for screen readers. */

export const INK = '#1d2521'
export const MUTED = '#5b655f'
export const LINE = '#d9dcd6'
const MARGIN_POINTS = 54
const FOOTER_POINTS = 40
const FONTS = join(process.cwd(), 'node_modules/geist/dist/fonts/geist-sans')

export type PdfBrand = { agencyName: string; color: string; logo: Uint8Array | null }
type Doc = PDFKit.PDFDocument
export type Sheet = {
  doc: Doc
  root: PDFKit.PDFStructureElement
  brand: PdfBrand
  left: number
  width: number
}

export function openSheet(title: string, brand: PdfBrand): Sheet {
  const doc = new PDFDocument({
    size: 'LETTER',
    margins: {
      top: MARGIN_POINTS,
      left: MARGIN_POINTS,
      right: MARGIN_POINTS,
      bottom: MARGIN_POINTS + FOOTER_POINTS,
    },
    pdfVersion: '1.7',
    tagged: true,
    font: join(FONTS, 'Geist-Regular.ttf'),
    lang: 'en-US',
    displayTitle: true,
    bufferPages: true,
    info: { Title: title, Author: brand.agencyName, Creator: 'Market Trak' },
  })
  doc.registerFont('Geist', join(FONTS, 'Geist-Regular.ttf'))
  doc.registerFont('Geist-SemiBold', join(FONTS, 'Geist-SemiBold.ttf'))
  const root = doc.struct('Document')
  doc.addStructure(root)
  return { doc, root, brand, left: MARGIN_POINTS, width: doc.page.width - 2 * MARGIN_POINTS }
}

/** Replaces characters that the font does not have with similar ones. */
export const printable = (text: string): string =>
  text
    .replaceAll('\u00a0', ' ')
    .normalize('NFC')
    .replace(
      /[^\u0020-\u007e\u00a1-\u017f\u2212\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026\n]/gu,
      (one) => {
        const plain = one.normalize('NFD').replace(/\p{M}/gu, '')
        return /^[\u0020-\u00ff]+$/.test(plain) ? plain : '?'
      },
    )

const lowest = ({ doc }: Sheet) => doc.page.height - doc.page.margins.bottom

/** Starts a new page unless this height still fits on the current one. */
export function makeRoom(sheet: Sheet, points: number): void {
  if (sheet.doc.y + points > lowest(sheet)) sheet.doc.addPage()
}

/** The height of a heading. */
export const HEADING_POINTS = 36

/** Starts a section on a page with at least `roomPoints` left, including the heading. */
export function heading(sheet: Sheet, words: string, roomPoints = 120): void {
  makeRoom(sheet, roomPoints)
  const { doc, root, left, width, brand } = sheet
  doc.y += 14
  doc.font('Geist-SemiBold').fontSize(13).fillColor(brand.color)
  doc.text(printable(words), left, doc.y, { width, structParent: root, structType: 'H2' })
  doc.y += 4
}

type Look = { sizePoints?: number; color?: string }
const LINE_GAP_POINTS = 2.5
const AFTER_PARAGRAPH_POINTS = 6

/** The height of a paragraph. */
export function paragraphPoints(
  { doc, width }: Sheet,
  words: string,
  { sizePoints = 10 }: Look = {},
): number {
  doc.font('Geist').fontSize(sizePoints)
  return doc.heightOfString(printable(words), { width, lineGap: LINE_GAP_POINTS }) + AFTER_PARAGRAPH_POINTS
}

export function paragraph(sheet: Sheet, words: string, look: Look = {}): void {
  const { doc, root, left, width } = sheet
  // Kept on one page, so that the next page does not start with its last words.
  makeRoom(sheet, paragraphPoints(sheet, words, look) - AFTER_PARAGRAPH_POINTS)
  doc
    .font('Geist')
    .fontSize(look.sizePoints ?? 10)
    .fillColor(look.color ?? INK)
  const block = { width, lineGap: LINE_GAP_POINTS }
  doc.text(printable(words), left, doc.y, { ...block, structParent: root, structType: 'P' })
  doc.y += AFTER_PARAGRAPH_POINTS
}

/** Decoration that screen readers skip. */
export function artifact({ doc }: Sheet, draw: (doc: Doc) => void): void {
  doc.markContent('Artifact', { type: 'Layout' })
  draw(doc)
  doc.endMarkedContent()
}

/** A picture with alternative text. */
export function figure(
  sheet: Sheet,
  alt: string,
  heightPoints: number,
  draw: (doc: Doc, top: number) => void,
): void {
  makeRoom(sheet, heightPoints + 10)
  const { doc, root } = sheet
  const top = doc.y
  root.add(doc.struct('Figure', { alt: printable(alt) }, () => draw(doc, top)))
  doc.x = sheet.left
  doc.y = top + heightPoints + 10
}

/** A label within a picture. */
export function label(
  doc: Doc,
  words: string,
  x: number,
  y: number,
  width: number,
  align: 'left' | 'center' | 'right' = 'left',
): void {
  doc.font('Geist').fontSize(7.5).fillColor(MUTED)
  doc.text(printable(words), x, y, { width, align, lineBreak: false })
}

/** Adds the footer to every page and returns the bytes. */
export async function closeSheet(sheet: Sheet, foot: string): Promise<Uint8Array> {
  const { doc, root, left, width } = sheet
  root.end()
  const { start, count } = doc.bufferedPageRange()
  for (let i = start; i < start + count; i += 1) {
    doc.switchToPage(i)
    doc.page.margins.bottom = 0
    doc.markContent('Artifact', { type: 'Pagination' })
    doc.font('Geist').fontSize(8).fillColor(MUTED)
    const y = doc.page.height - MARGIN_POINTS
    doc.text(printable(foot), left, y, { width: width - 80, lineBreak: false, ellipsis: true, height: 10 })
    doc.text(`Page ${i - start + 1} of ${count}`, left + width - 80, y, {
      width: 80,
      align: 'right',
      lineBreak: false,
    })
    doc.endMarkedContent()
  }
  const pieces: Buffer[] = []
  const done = new Promise<void>((resolve, reject) => {
    doc.on('data', (piece: Buffer) => pieces.push(piece))
    doc.on('end', resolve)
    doc.on('error', reject)
  })
  doc.end()
  await done
  return Buffer.concat(pieces)
}
