import { createHash } from 'node:crypto'
import { isRefusal } from '@/lib/core/errors'
import { exampleValues, mergeFields } from '../merge-fields'
import { splitBlocks } from '../shared/blocks'
import type { Branding, TemplateContent } from '../views'
import { escapeHtml } from './markup'
import { renderPost, textColorOn } from './write-email'

/**
 * A template as a small picture for lists: its first lines as an email or post shows them, with sample data and the
 * agency's colors. An SVG, so it needs no browser on the server, stays sharp, and is a few kilobytes however long the
 * template is.
 */

type Content = Pick<TemplateContent, 'kind' | 'subject' | 'body'>

/** Changes when the drawing changes, so that stored copies are replaced. */
const DRAWING = '2'
const WIDTH = 320
const THUMBNAIL = { width: WIDTH, height: 200 } as const
const LEFT = 22
const MOST_BLOCKS = 12
const MOST_LINES = 4
/** The average width of a letter as a share of its size. */
const LETTER_WIDTH = 0.52
const BOLD_LETTER_WIDTH = 0.62

type Style = { size: number; weight: number; gap: number }
const styles = {
  title: { size: 17, weight: 700, gap: 10 },
  subtitle: { size: 13, weight: 700, gap: 8 },
  text: { size: 10, weight: 400, gap: 8 },
} satisfies Record<string, Style>

/** Identifies the picture of this content in these colors; the address of the picture contains it. */
export function thumbnailVersion(
  { kind, subject, body }: Content,
  { agencyName, color }: Pick<Branding, 'agencyName' | 'color'>,
): string {
  return createHash('sha256')
    .update(JSON.stringify([DRAWING, kind, subject, body, agencyName, color]))
    .digest('hex')
    .slice(0, 16)
}

export function drawThumbnail(content: Content, branding: Branding): string {
  const { agencyName, color } = branding
  const paper = `<rect width="${WIDTH}" height="${THUMBNAIL.height}" fill="#ffffff"/>`
  const head =
    content.kind === 'email'
      ? `<rect width="${WIDTH}" height="6" fill="${color}"/>${line(agencyName, LEFT, 30, styles.subtitle)}`
      : `<circle cx="34" cy="28" r="12" fill="${color}"/>${line(agencyName, 54, 32, styles.subtitle)}`
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${THUMBNAIL.height}" width="${WIDTH}" height="${THUMBNAIL.height}" font-family="Helvetica,Arial,sans-serif" fill="#1b2623">${paper}${head}${blocks(filled(content, branding), color)}</svg>`
}

/** The body with sample data. A body with an invalid field is shown as it is. */
function filled({ body }: Content, branding: Branding): string {
  const labels = Object.fromEntries(mergeFields.map(({ name, label }) => [name, `[${label}]`]))
  const samples = Object.fromEntries(Object.entries(exampleValues).filter(([, value]) => value !== ''))
  try {
    // Cards are drawn by their name, so they stay as they are written.
    return renderPost(body.replace(/^\[\[(\w+)\]\]$/gm, '[\u2060[$1]]'), { ...labels, ...samples }, branding)
  } catch (error) {
    if (isRefusal(error, 'template.field')) return body
    throw error
  }
}

function blocks(body: string, color: string): string {
  const drawn: string[] = []
  let y = 52
  for (const block of splitBlocks(body).slice(0, MOST_BLOCKS)) {
    if (y > THUMBNAIL.height) break
    const button = /^\[([^[\]\n]+)\]\(\S+\)$/.exec(block)
    if (button) {
      drawn.push(buttonAt(button[1] ?? '', y, color))
      y += 34
      continue
    }
    if (block.startsWith('![') || isCard(block)) {
      drawn.push(boxAt(isCard(block) ?? '', y))
      y += 62
      continue
    }
    const style = block.startsWith('# ')
      ? styles.title
      : block.startsWith('## ')
        ? styles.subtitle
        : styles.text
    for (const text of wrapped(plain(block), style)) {
      y += style.size
      drawn.push(line(text, LEFT, y, style))
      y += 4
    }
    y += style.gap
  }
  return drawn.join('')
}

const cardNames: Record<string, string> = { '[[listing]]': 'Listing', '[[report]]': 'Market report' }
const isCard = (block: string): string | undefined => cardNames[block]

/** A picture, or a card with its name. */
const boxAt = (name: string, y: number) =>
  `<rect x="${LEFT}" y="${y}" width="${WIDTH - 2 * LEFT}" height="50" rx="6" fill="#e9e4d8"/>${name && line(name, LEFT + 12, y + 29, styles.subtitle)}`

/** Without our markup: a heading's mark, bold, and a link's address. */
const plain = (block: string) =>
  block
    .replace(/^#{1,2} /, '')
    .replaceAll('**', '')
    .replace(/^- /gm, '• ')
    .replace(/\[([^[\]\n]+)\]\([^()\s]+\)/g, '$1')

function wrapped(text: string, { size, weight }: Style): string[] {
  const letter = size * (weight > 400 ? BOLD_LETTER_WIDTH : LETTER_WIDTH)
  const most = Math.floor((WIDTH - 2 * LEFT) / letter)
  const lines: string[] = []
  for (const paragraph of text.split('\n')) {
    let current = ''
    for (const word of paragraph.split(/\s+/)) {
      if (current && current.length + 1 + word.length > most) {
        lines.push(current)
        current = ''
      }
      current = current ? `${current} ${word}` : word
      if (lines.length >= MOST_LINES) return lines
    }
    lines.push(current)
  }
  return lines.slice(0, MOST_LINES).map((one) => (one.length > most ? `${one.slice(0, most - 1)}…` : one))
}

function buttonAt(label: string, y: number, color: string): string {
  const text = label.slice(0, 30)
  const width = Math.min(WIDTH - 2 * LEFT, text.length * 10 * LETTER_WIDTH + 28)
  return `<rect x="${LEFT}" y="${y}" width="${width.toFixed(0)}" height="24" rx="5" fill="${color}"/><text x="${LEFT + 14}" y="${y + 16}" font-size="10" font-weight="600" fill="${textColorOn(color)}">${escapeHtml(text)}</text>`
}

const line = (text: string, x: number, y: number, { size, weight }: Style) =>
  `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}">${escapeHtml(text.slice(0, 80))}</text>`
