import { MARK } from './compile'

/** The little markup of a mail: headings, lists, buttons, bold, links. Everything else is text, and is escaped. */

export type Paint = { colour: string; onColour: string }

const TEXT = 'margin:0 0 16px;font-size:16px;line-height:1.6'
/** A label without brackets and an address with at most one level of parentheses, so that matching stays linear (R41). */
const LINK_PATTERN = String.raw`\[([^[\]\n]+)\]\(([^()\s]+(?:\([^()\s]*\)[^()\s]*)*)\)`
const LINK = new RegExp(LINK_PATTERN, 'g')
const WHOLE_LINK = new RegExp(`^${LINK_PATTERN}$`)
const ADDRESS_FIELD = new RegExp(`^${MARK.value}(\\d+)${MARK.end}$`)

export function htmlOf(marked: string, paint: Paint): string {
  return blocksOf(marked)
    .map((block) => blockHtml(block, paint))
    .join('\n')
}

/** The same as plain text. */
export function textOf(marked: string): string {
  const lines = blocksOf(marked).map((block) =>
    block
      .replace(/^#{1,2} /, '')
      .replaceAll('**', '')
      .replace(LINK, (_, label: string, address: string) => `${label}: ${address}`),
  )
  return lines.join('\n\n')
}

const blocksOf = (marked: string) =>
  marked
    .replaceAll('\r\n', '\n')
    .split(/\n[ \t]*\n+/)
    .map((block) => block.trim())
    .filter(Boolean)

function blockHtml(block: string, paint: Paint): string {
  const heading = /^(#{1,2}) (.+)$/s.exec(block)
  if (heading) {
    const [, level = '#', words = ''] = heading
    return level === '#'
      ? `<h1 style="margin:0 0 16px;font-size:26px;line-height:1.25">${inline(words)}</h1>`
      : `<h2 style="margin:8px 0 12px;font-size:19px;line-height:1.3">${inline(words)}</h2>`
  }
  if (block === '---') return '<hr style="border:0;border-top:1px solid #e1dcd0;margin:8px 0 20px">'
  const button = WHOLE_LINK.exec(block)
  if (button) {
    const [, label = '', address = ''] = button
    const href = hrefOf(address)
    if (href) return buttonHtml(label, href, paint)
  }
  const lines = block.split('\n')
  if (lines.every((line) => line.startsWith('- '))) {
    const items = lines.map((line) => `<li style="margin:0 0 6px">${inline(line.slice(2))}</li>`)
    return `<ul style="${TEXT};padding-left:22px">${items.join('')}</ul>`
  }
  return `<p style="${TEXT}">${lines.map(inline).join('<br>')}</p>`
}

function buttonHtml(label: string, href: string, { colour, onColour }: Paint): string {
  const look = `display:inline-block;padding:12px 22px;border-radius:8px;background:${colour};color:${onColour};font-size:16px;font-weight:600;text-decoration:none`
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

/** The address of a link: on the web or a mailbox, or a merge field that is checked when it is filled. */
function hrefOf(address: string): string | null {
  const field = ADDRESS_FIELD.exec(address)
  if (field) return `${MARK.address}${field[1]}${MARK.end}`
  return /^(https?:\/\/|mailto:)/i.test(address) ? escapeHtml(address) : null
}

/** A value in the place of an address: anything but a web address leads nowhere. */
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
