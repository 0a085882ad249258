import { mainAscent, mainFont, type Run, runsOf } from './fonts'

/** Lays out text in several fonts: the library lays out one font at a time. */

type Doc = PDFKit.PDFDocument
type Weight = 'regular' | 'bold'
type Align = 'left' | 'center' | 'right'
export type TextLook = { sizePoints: number; color: string; weight?: Weight }
type Block = { x: number; y: number; width: number; align?: Align; lineGap?: number }

type Line = { runs: Run[]; width: number }

/** By its file: the library opens a font again for every other name it is given. */
const chooseFont = (doc: Doc, font: Run['font'], sizePoints: number): Doc =>
  doc.font(font.file).fontSize(sizePoints)

const isSpace = (text: string) => text.trim() === ''
const widthOf = (doc: Doc, run: Run, sizePoints: number) =>
  chooseFont(doc, run.font, sizePoints).widthOfString(run.text)

const words = new Intl.Segmenter('en', { granularity: 'word' })
const closing = /^[\p{Pe}\p{Pf}\p{Po}%\u2019]/u

/** Where a line can break: at spaces, and between the characters of scripts that are written without them. */
function breakable(text: string): string[] {
  const pieces: string[] = []
  for (const word of text.split(/(?<= )/)) {
    if (!/[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]/.test(word)) pieces.push(word)
    else
      for (const { segment } of words.segment(word)) {
        const last = pieces.at(-1)
        if (last !== undefined && closing.test(segment) && !last.endsWith(' '))
          pieces[pieces.length - 1] = last + segment
        else pieces.push(segment)
      }
  }
  return pieces
}

function linesOf(doc: Doc, text: string, look: TextLook, width: number): Line[] {
  const lines: Line[] = []
  const measure = (of: string): Line => {
    const runs = runsOf(of, look.weight ?? 'regular')
    return { runs, width: runs.reduce((sum, run) => sum + widthOf(doc, run, look.sizePoints), 0) }
  }
  for (const paragraph of text.split('\n')) {
    let current = ''
    let currentWidth = 0
    for (const piece of breakable(paragraph).flatMap((each) => shortened(each, width, measure))) {
      // A trailing space does not count, because it is not visible at the end of a line.
      const own = measure(piece.trimEnd()).width
      if (current && currentWidth + own > width) {
        lines.push(measure(current.trimEnd()))
        current = ''
        currentWidth = 0
      }
      current += piece
      currentWidth += piece.endsWith(' ') ? measure(piece).width : own
    }
    lines.push(measure(current.trimEnd()))
  }
  return lines
}

/** Splits a word that is wider than a line. */
function shortened(piece: string, width: number, measure: (text: string) => Line): string[] {
  if (measure(piece).width <= width) return [piece]
  const parts: string[] = []
  let part = ''
  for (const one of piece) {
    if (part && measure(part + one).width > width) {
      parts.push(part)
      part = ''
    }
    part += one
  }
  return [...parts, part]
}

/** The width of a text on one line. */
function textWidth(doc: Doc, text: string, look: TextLook): number {
  return runsOf(text, look.weight ?? 'regular').reduce(
    (sum, run) => sum + widthOf(doc, run, look.sizePoints),
    0,
  )
}

const lineHeight = (doc: Doc, { sizePoints, weight = 'regular' }: TextLook) =>
  chooseFont(doc, mainFont(weight), sizePoints).currentLineHeight(true)

/** The height of a text within a width. */
export function textHeight(doc: Doc, text: string, look: TextLook, width: number, lineGap = 0): number {
  return linesOf(doc, text, look, width).length * (lineHeight(doc, look) + lineGap)
}

/** Writes a text within a width, on as many lines as it needs, and moves below it. */
export function writeText(doc: Doc, text: string, look: TextLook, block: Block): void {
  const { x, y, width, align = 'left', lineGap = 0 } = block
  const lines = linesOf(doc, text, look, width)
  const step = lineHeight(doc, look) + lineGap
  lines.forEach((line, i) => {
    drawLine(doc, line, look, { x, y: y + i * step, width, align })
  })
  doc.y = y + lines.length * step
}

/** Writes a text on one line, cut with an ellipsis if it is wider. The position does not move. */
export function writeLine(doc: Doc, text: string, look: TextLook, block: Block & { cut?: boolean }): void {
  const { x, y } = doc
  const shown = block.cut
    ? cutTo(doc, text.replaceAll('\n', ' '), look, block.width)
    : text.replaceAll('\n', ' ')
  const runs = runsOf(shown, look.weight ?? 'regular')
  const width = runs.reduce((sum, run) => sum + widthOf(doc, run, look.sizePoints), 0)
  drawLine(doc, { runs, width }, look, { align: 'left', ...block })
  doc.x = x
  doc.y = y
}

function cutTo(doc: Doc, text: string, look: TextLook, width: number): string {
  if (textWidth(doc, text, look) <= width) return text
  const letters = [...text]
  let [low, high] = [0, letters.length]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (textWidth(doc, `${letters.slice(0, middle).join('').trimEnd()}…`, look) <= width) low = middle
    else high = middle - 1
  }
  return `${letters.slice(0, low).join('').trimEnd()}…`
}

/** All runs share the baseline of the main font. */
function drawLine(doc: Doc, { runs, width: own }: Line, look: TextLook, block: Omit<Block, 'lineGap'>): void {
  const { sizePoints, color, weight = 'regular' } = look
  const baseline = block.y + mainAscent(weight) * sizePoints
  const free = block.width - own
  let x = block.x + (block.align === 'right' ? free : block.align === 'center' ? free / 2 : 0)
  doc.fillColor(color)
  for (const run of runs) {
    const wide = widthOf(doc, run, sizePoints)
    if (!isSpace(run.text)) {
      // Words of a right-to-left script follow each other to the left; the font orders the letters within them.
      const text = run.rightToLeft ? run.text.split(' ').reverse().join(' ') : run.text
      doc.text(text, x, baseline, { lineBreak: false, baseline: 'alphabetic' })
    }
    x += wide
  }
}
