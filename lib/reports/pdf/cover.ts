import { artifact, INK, MUTED, type Sheet, textBlock } from '@/lib/files/pdf/sheet'
import { type TextLook, textHeight, writeLine, writeText } from '@/lib/files/pdf/write-text'

/** The first page of a document for a client: the agency, what it says, four figures, and the agent. */

export type CoverAgent = {
  name: string
  phone: string
  email: string
  license: string
  /** JPEG. */
  photo: Uint8Array | null
}

export type Cover = {
  kind: string
  title: string
  subtitle: string
  finding: string
  detail: string
  /** At most four. */
  figures: { name: string; value: string; note: string }[]
  agent: CoverAgent | null
  /** The age and area of the data. */
  source: string
}

const BAND_POINTS = 330
const WHITE = '#ffffff'
const PHOTO_POINTS = 72
/** From the top, so that it is at the same place for every length of finding. */
const AGENT_TOP_POINTS = 610

/** Draws the cover on the current page, which has to be empty, and starts the next one. */
export function coverPage(sheet: Sheet, cover: Cover): void {
  const { doc, brand, left, width } = sheet
  artifact(sheet, () => doc.rect(0, 0, doc.page.width, BAND_POINTS).fill(brand.color))
  coverBrand(sheet, cover.kind)
  doc.y = 190
  textBlock(sheet, 'H1', cover.title, {
    sizePoints: fitted(sheet, cover.title),
    color: WHITE,
    weight: 'bold',
  })
  doc.y += 8
  textBlock(sheet, 'P', cover.subtitle, { sizePoints: 13, color: WHITE })
  doc.y = BAND_POINTS + 32
  textBlock(sheet, 'P', cover.finding, { sizePoints: 23, color: INK, weight: 'bold' }, 1)
  doc.y += 6
  textBlock(sheet, 'P', cover.detail, { sizePoints: 11, color: MUTED })
  doc.y += 22
  figureRow(sheet, cover.figures)
  if (cover.agent) agentBlock(sheet, cover.agent)
  const source: TextLook = { sizePoints: 8.5, color: MUTED }
  doc.y = doc.page.height - 54 - textHeight(doc, cover.source, source, width)
  doc.page.margins.bottom = 0
  sheet.root.add(
    doc.struct('P', {}, () => writeText(doc, cover.source, source, { x: left, y: doc.y, width })),
  )
  sheet.hasCover = true
  doc.addPage()
}

/** A long name of an area is smaller, so that the title has two lines at most. */
const fitted = ({ doc, width }: Sheet, title: string): number =>
  [32, 26, 21, 17].find(
    (sizePoints) =>
      textHeight(doc, title, { sizePoints, color: WHITE, weight: 'bold' }, width) < sizePoints * 2.8,
  ) ?? 14

function coverBrand(sheet: Sheet, kind: string): void {
  const { doc, root, brand, left, width } = sheet
  const { logo, agencyName } = brand
  let x = left
  if (logo) {
    artifact(sheet, () => doc.roundedRect(left, 48, 170, 66, 6).fill(WHITE))
    root.add(
      doc.struct('Figure', { alt: `Logo of ${agencyName}` }, () =>
        doc.image(Buffer.from(logo), left + 10, 56, { fit: [150, 50], align: 'center', valign: 'center' }),
      ),
    )
    x += 188
  }
  const name: TextLook = { sizePoints: 15, color: WHITE, weight: 'bold' }
  root.add(
    doc.struct('P', {}, () =>
      writeLine(doc, agencyName, name, { x, y: 72, width: left + width - x, cut: true }),
    ),
  )
  root.add(
    doc.struct('P', {}, () =>
      writeLine(doc, kind, { sizePoints: 12, color: WHITE }, { x: left, y: 166, width, cut: true }),
    ),
  )
}

function figureRow(sheet: Sheet, figures: Cover['figures']): void {
  const { doc, root, brand, left, width } = sheet
  const top = doc.y
  const each = width / Math.max(1, figures.length)
  artifact(sheet, () => doc.rect(left, top, width, 2).fill(brand.color))
  figures.forEach(({ name, value, note }, i) => {
    const block = { x: left + i * each, width: each - 12, cut: true }
    root.add(
      doc.struct('P', {}, () => {
        writeLine(doc, name, { sizePoints: 9, color: MUTED }, { ...block, y: top + 14 })
        writeLine(doc, value, { sizePoints: 19, color: INK, weight: 'bold' }, { ...block, y: top + 28 })
        writeText(doc, note, { sizePoints: 8, color: MUTED }, { x: block.x, width: block.width, y: top + 54 })
      }),
    )
  })
  doc.y = top + 80
}

function agentBlock(sheet: Sheet, { name, phone, email, license, photo }: CoverAgent): void {
  const { doc, root, left, width } = sheet
  const top = AGENT_TOP_POINTS
  let x = left
  if (photo) {
    root.add(
      doc.struct('Figure', { alt: `Photo of ${name}` }, () => {
        const middle = PHOTO_POINTS / 2
        doc.save()
        doc.circle(left + middle, top + middle, middle).clip()
        doc.image(Buffer.from(photo), left, top, { width: PHOTO_POINTS, height: PHOTO_POINTS })
        doc.restore()
      }),
    )
    x += PHOTO_POINTS + 18
  }
  const lines: [string, TextLook][] = [
    [name, { sizePoints: 14, color: INK, weight: 'bold' }],
    [
      license && (/lic|dre|#/i.test(license) ? license : `License ${license}`),
      { sizePoints: 9.5, color: MUTED },
    ],
    [[phone, email].filter(Boolean).join('  ·  '), { sizePoints: 10.5, color: INK }],
  ]
  let y = top + 6
  for (const [text, look] of lines) {
    if (!text) continue
    root.add(
      doc.struct('P', {}, () => writeLine(doc, text, look, { x, y, width: left + width - x, cut: true })),
    )
    y += look.sizePoints * 1.65
  }
}
