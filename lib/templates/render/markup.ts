import { type CardKind, readBlock, splitBlocks } from '../shared/blocks'
import { cardWords } from './cards'
import { MARK } from './compile'

/**
 * The markup that emails support: headings, lists, buttons, pictures, cards, bold and links. Everything else is escaped text.
 * Text and background colors are always set together, so that programs that darken emails keep them readable.
 */

/** The brand color, the text color on it, and where our pictures are. */
export type Look = { color: string; textColor: string; pictureUrl: (name: string) => string }

const TEXT = 'margin:0 0 16px;font-size:16px;line-height:1.6'
/** A label without brackets and a URL with at most one level of parentheses, so that matching stays linear (R41). */
const LINK_PATTERN = String.raw`\[([^[\]\n]+)\]\(([^()\s]+(?:\([^()\s]*\)[^()\s]*)*)\)`
const LINK = new RegExp(LINK_PATTERN, 'g')
const WHOLE_LINK = new RegExp(`^${LINK_PATTERN}$`)
const ADDRESS_FIELD = new RegExp(`^${MARK.value}(\\d+)${MARK.end}$`)

export function htmlOf(marked: string, look: Look): string {
  return splitBlocks(marked)
    .map((block) => blockHtml(block, look))
    .join('\n')
}

/** The plain text of the same content. */
export const textOf = (marked: string): string => splitBlocks(marked).map(blockText).join('\n\n')

function blockText(block: string): string {
  const card = CARD_MARK.exec(block)
  if (card) return cardText(card[1] as CardKind, Number(card[2]))
  const picture = readBlock(block)
  if (picture.type === 'picture') return `[Picture: ${withoutMarks(picture.alt)}]`
  return block
    .replace(/^#{1,2} /, '')
    .replaceAll('**', '')
    .replace(LINK, (_, label: string, address: string) => `${label}: ${address}`)
}

const CARD_MARK = new RegExp(`^${MARK.card}(listing|report) (\\d+)${MARK.end}$`)
const mark = (kind: string, index: number) => `${kind}${index}${MARK.end}`
/** A part that is left out without its value. */
const when = (index: number, part: string) => `${mark(MARK.when, index)}${part}${MARK.endWhen}`
const withoutMarks = (text: string) => text.replace(/[\uE000-\uE007]\d*/g, '')

function cardText(kind: CardKind, first: number): string {
  const value = (at: number) => mark(MARK.value, first + at)
  if (kind === 'report')
    return `${cardWords.report.title}: ${value(0)}\n${value(1)}\n${cardWords.report.button}: ${value(2)}`
  const line = (at: number, before = '') => when(first + at, `\n${before}${value(at)}`)
  return `${value(1)}${line(2)}${line(3)}${line(4, `${cardWords.listing.button}: `)}`
}

function blockHtml(block: string, look: Look): string {
  const card = CARD_MARK.exec(block)
  if (card) return cardHtml(card[1] as CardKind, Number(card[2]), look)
  const picture = readBlock(block)
  if (picture.type === 'picture')
    return pictureHtml(escapeHtml(look.pictureUrl(picture.name)), escapeHtml(withoutMarks(picture.alt)))
  const heading = /^(#{1,2}) (.+)$/s.exec(block)
  if (heading) {
    const [, level = '#', text = ''] = heading
    return level === '#'
      ? `<h1 style="margin:0 0 16px;font-size:26px;line-height:1.25">${inline(text)}</h1>`
      : `<h2 style="margin:8px 0 12px;font-size:19px;line-height:1.3">${inline(text)}</h2>`
  }
  if (block === '---') return '<hr style="border:0;border-top:1px solid #e1dcd0;margin:8px 0 20px">'
  const button = WHOLE_LINK.exec(block)
  if (button) {
    const [, label = '', address = ''] = button
    const href = hrefOf(address)
    if (href) return buttonHtml(inline(label), href, look)
  }
  const lines = block.split('\n')
  if (lines.every((line) => line.startsWith('- '))) {
    const items = lines.map((line) => `<li style="margin:0 0 6px">${inline(line.slice(2))}</li>`)
    return `<ul style="${TEXT};padding-left:22px">${items.join('')}</ul>`
  }
  return `<p style="${TEXT}">${lines.map(inline).join('<br>')}</p>`
}

function buttonHtml(label: string, href: string, { color, textColor }: Look): string {
  const look = `display:inline-block;padding:12px 22px;border-radius:8px;background:${color};color:${textColor};font-size:16px;font-weight:600;text-decoration:none`
  return `<p style="margin:8px 0 24px"><a href="${href}" style="${look}">${label}</a></p>`
}

const pictureHtml = (src: string, alt: string, margin = '0 0 20px') =>
  `<img src="${src}" alt="${alt}" width="504" style="display:block;width:100%;max-width:504px;height:auto;margin:${margin};border:0;border-radius:10px">`

function cardHtml(kind: CardKind, first: number, look: Look): string {
  const value = (at: number) => mark(MARK.value, first + at)
  const button = (at: number, label: string) => buttonHtml(label, mark(MARK.address, first + at), look)
  const line = (part: string, style: string) =>
    `<p style="margin:0 0 8px;color:#1b2623;font-size:16px;line-height:1.5;${style}">${part}</p>`
  const parts =
    kind === 'report'
      ? [
          line(cardWords.report.title, 'color:#59645f;font-size:13px'),
          line(value(0), 'font-size:19px;font-weight:700'),
          line(value(1), ''),
          button(2, cardWords.report.button),
        ]
      : [
          when(first, pictureHtml(mark(MARK.picture, first), cardWords.listing.photo, '0 0 16px')),
          line(value(1), 'font-size:19px;font-weight:700'),
          when(first + 2, line(value(2), 'font-size:18px')),
          when(first + 3, line(value(3), 'color:#59645f')),
          when(first + 4, button(4, cardWords.listing.button)),
        ]
  return `<table role="presentation" width="100%" cellspacing="0" cellpadding="0" bgcolor="#faf8f2" style="margin:0 0 20px;background:#faf8f2;border:1px solid #e1dcd0;border-radius:12px"><tr><td style="padding:18px 18px 2px;background:#faf8f2;color:#1b2623;border-radius:12px">${parts.join('')}</td></tr></table>`
}

function inline(text: string): string {
  const pieces: string[] = []
  let from = 0
  for (const match of text.matchAll(LINK)) {
    const [whole, label = '', address = ''] = match
    const href = hrefOf(address)
    if (!href) continue
    pieces.push(strong(text.slice(from, match.index)), `<a href="${href}">${strong(label)}</a>`)
    from = match.index + whole.length
  }
  return pieces.join('') + strong(text.slice(from))
}

const strong = (text: string) => escapeHtml(text).replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')

/** A link’s URL: a web or mailto URL, or a merge field that is checked when it is filled in. */
function hrefOf(address: string): string | null {
  const field = ADDRESS_FIELD.exec(address)
  if (field) return `${MARK.address}${field[1]}${MARK.end}`
  return /^(https?:\/\/|mailto:)/i.test(address) ? escapeHtml(address) : null
}

/** A merge value used as a URL. Anything but a web URL becomes "#". */
export function safeAddress(value: string): string {
  return /^https?:\/\/[^\s]+$/i.test(value) ? escapeHtml(value) : '#'
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

/** The words of a text without its markup and its merge fields, to check their wording. Descriptions of pictures count. */
export const plainWordsOf = (source: string): string =>
  textOf(source.replace(/\{\{[^{}]*\}\}/g, ' ')).replace(/[ \t]+/g, ' ')
