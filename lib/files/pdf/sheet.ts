import PDFDocument from 'pdfkit'
import { mainFont } from './fonts'
import { type TextLook, textHeight, writeLine, writeText } from './write-text'

/** A tagged document on letter paper that flows from page to page: real text with its structure for screen readers. */

export const INK = '#1d2521'
export const MUTED = '#5b655f'
export const LINE = '#d9dcd6'
const MARGIN_POINTS = 54
const FOOTER_POINTS = 40

export type PdfBrand = { agencyName: string; color: string; logo: Uint8Array | null }
type Doc = PDFKit.PDFDocument
export type Sheet = {
  doc: Doc
  root: PDFKit.PDFStructureElement
  brand: PdfBrand
  left: number
  width: number
  /** The first page has no footer. */
  hasCover?: boolean
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
    font: mainFont('regular').file,
    lang: 'en-US',
    displayTitle: true,
    bufferPages: true,
    info: { Title: title, Author: brand.agencyName, Creator: 'Market Trak' },
  })
  const root = doc.struct('Document')
  doc.addStructure(root)
  return { doc, root, brand, left: MARGIN_POINTS, width: doc.page.width - 2 * MARGIN_POINTS }
}

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
  const { doc, brand } = sheet
  doc.y += 14
  textBlock(sheet, 'H2', words, { sizePoints: 13, color: brand.color, weight: 'bold' })
  doc.y += 4
}

/** A block of text with its role for screen readers. */
export function textBlock(
  { doc, root, left, width }: Sheet,
  role: 'P' | 'H1' | 'H2',
  words: string,
  look: TextLook,
  lineGap = 0,
): void {
  const top = doc.y
  root.add(doc.struct(role, {}, () => writeText(doc, words, look, { x: left, y: top, width, lineGap })))
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
  return textHeight(doc, words, { sizePoints, color: INK }, width, LINE_GAP_POINTS) + AFTER_PARAGRAPH_POINTS
}

export function paragraph(sheet: Sheet, words: string, look: Look = {}): void {
  // Kept on one page, so that the next page does not start with its last words.
  makeRoom(sheet, paragraphPoints(sheet, words, look) - AFTER_PARAGRAPH_POINTS)
  textBlock(
    sheet,
    'P',
    words,
    { sizePoints: look.sizePoints ?? 10, color: look.color ?? INK },
    LINE_GAP_POINTS,
  )
  sheet.doc.y += AFTER_PARAGRAPH_POINTS
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
  root.add(doc.struct('Figure', { alt }, () => draw(doc, top)))
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
  writeLine(doc, words, { sizePoints: 7.5, color: MUTED }, { x, y, width, align })
}

/** Adds the footer to every page but the cover, and returns the bytes. */
export async function closeSheet(sheet: Sheet, foot: string): Promise<Uint8Array> {
  const { doc, root, left, width } = sheet
  root.end()
  const { start, count } = doc.bufferedPageRange()
  for (let i = start + (sheet.hasCover ? 1 : 0); i < start + count; i += 1) {
    doc.switchToPage(i)
    doc.page.margins.bottom = 0
    doc.markContent('Artifact', { type: 'Pagination' })
    const y = doc.page.height - MARGIN_POINTS
    const look = { sizePoints: 8, color: MUTED }
    writeLine(doc, foot, look, { x: left, y, width: width - 80, cut: true })
    const number = `Page ${i - start + 1} of ${count}`
    writeLine(doc, number, look, { x: left + width - 80, y, width: 80, align: 'right' })
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
