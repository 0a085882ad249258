import { MARK } from './compile'

/** The markup that emails support: headings, lists, buttons, bold and links. Everything else is escaped text. */

/** The brand color and the text color on it. */
export type Palette = { color: string; textColor: string }

const TEXT = 'margin:0 0 16px;font-size:16px;line-height:1.6'
/** A label without brackets and a URL with at most one level of parentheses, so that matching stays linear (R41). */
const LINK_PATTERN = String.raw`\[([^[\]\n]+)\]\(([^()\s]+(?:\([^()\s]*\)[^()\s]*)*)\)`
const LINK = new RegExp(LINK_PATTERN, 'g')
const WHOLE_LINK = new RegExp(`^${LINK_PATTERN}$`)
const ADDRESS_FIELD = new RegExp(`^${MARK.value}(\\d+)${MARK.end}$`)

export function htmlOf(marked: string, palette: Palette): string {
  return blocksOf(marked)
    .map((block) => blockHtml(block, palette))
    .join('\n')
}

/** The plain text of the same content. */
export function textOf(marked: string): string {
  const lines = blocksOf(marked).map((block) =>
    block
      .replace(/^#{1,2} /, '')
      .replaceAll('**', '')
      .replace(LINK, (_, label: string, address: string) => `${label}: ${address}`),
  )
  return lines.join('\n\n')
}

/** The blocks of a text, which blank lines separate. */
export const blocksOf = (marked: string) =>
  marked
    .replaceAll('\r\n', '\n')
    .split(/\n[ \t]*\n+/)
    .map((block) => block.trim())
    .filter(Boolean)

function blockHtml(block: string, palette: Palette): string {
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
    if (href) return buttonHtml(label, href, palette)
  }
  const lines = block.split('\n')
  if (lines.every((line) => line.startsWith('- '))) {
    const items = lines.map((line) => `<li style="margin:0 0 6px">${inline(line.slice(2))}</li>`)
    return `<ul style="${TEXT};padding-left:22px">${items.join('')}</ul>`
  }
  return `<p style="${TEXT}">${lines.map(inline).join('<br>')}</p>`
}

function buttonHtml(label: string, href: string, { color, textColor }: Palette): string {
  const look = `display:inline-block;padding:12px 22px;border-radius:8px;background:${color};color:${textColor};font-size:16px;font-weight:600;text-decoration:none`
  return `<p style="margin:8px 0 24px"><a href="${href}" style="${look}">${inline(label)}</a></p>`
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
