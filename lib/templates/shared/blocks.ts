/**
 * The blocks of an email template and their text. Templates are stored as text: blank lines separate blocks, so templates from
 * before blocks existed are read the same way. Pure, and safe in a browser.
 */

export type CardKind = 'listing' | 'report'

export type Block =
  /** Paragraphs, headings, lists and lines, in markup. */
  | { type: 'text'; text: string }
  /** A picture that we host, by its file name. `alt` describes it, for people who don't see it. */
  | { type: 'picture'; name: string; alt: string }
  | { type: 'button'; label: string; address: string }
  /** Filled in from a listing or a report when a campaign is created. */
  | { type: 'card'; of: CardKind }

const PICTURE_NAME = '[0-9a-f]{64}\\.jpg'
const isName = new RegExp(`^${PICTURE_NAME}$`)
const PICTURE = new RegExp(`^!\\[([^\\[\\]\\n]*)\\]\\(picture:(${PICTURE_NAME})\\)$`)
const CARD = /^\[\[(listing|report)\]\]$/
/** A link alone in its block. A merge field as its address can contain spaces. */
const BUTTON = /^\[([^[\]\n]+)\]\((\{\{[^{}\n]*\}\}|[^()\s{}]+(?:\([^()\s]*\)[^()\s{}]*)*)\)$/

/** The name of a picture that we host; null for anything else, such as an address on the web. */
export const pictureNameOf = (value: string): string | null => {
  const name = value.startsWith('picture:') ? value.slice('picture:'.length) : ''
  return isName.test(name) ? name : null
}

export const pictureValue = (name: string): string => `picture:${name}`

/** The blocks of a text, which blank lines separate. */
export const splitBlocks = (text: string): string[] =>
  text
    .replaceAll('\r\n', '\n')
    .split(/\n[ \t]*\n+/)
    .map((block) => block.trim())
    .filter(Boolean)

/** A single block: what it is. */
export function readBlock(text: string): Block {
  const picture = PICTURE.exec(text)
  if (picture) return { type: 'picture', alt: picture[1] ?? '', name: picture[2] ?? '' }
  const card = CARD.exec(text)
  if (card) return { type: 'card', of: card[1] as CardKind }
  const button = BUTTON.exec(text)
  if (button) return { type: 'button', label: button[1] ?? '', address: button[2] ?? '' }
  return { type: 'text', text }
}

/** The blocks of a stored template. Neighboring text is one block. */
export function parseBlocks(body: string): Block[] {
  const blocks: Block[] = []
  for (const part of splitBlocks(body)) {
    const block = readBlock(part)
    const last = blocks.at(-1)
    if (block.type === 'text' && last?.type === 'text') last.text = `${last.text}\n\n${block.text}`
    else blocks.push(block)
  }
  return blocks
}

const writeBlock = (block: Block): string => {
  switch (block.type) {
    case 'text':
      return block.text.trim()
    case 'picture':
      return block.name ? `![${oneLine(block.alt)}](${pictureValue(block.name)})` : ''
    case 'button':
      return block.label.trim() === '' && block.address.trim() === ''
        ? ''
        : `[${oneLine(block.label)}](${block.address.trim()})`
    case 'card':
      return `[[${block.of}]]`
  }
}

/** Brackets would end the description or the label. */
const oneLine = (text: string) => text.replace(/[[\]\s]+/g, ' ').trim()

/** The text that is stored. */
export const writeBlocks = (blocks: readonly Block[]): string =>
  blocks.map(writeBlock).filter(Boolean).join('\n\n')

export const MOST_PICTURES = 20

/** What is missing in the blocks of a template, as a sentence; null if nothing is. */
export function blockProblem(body: string): string | null {
  const parts = splitBlocks(body)
  const pictures = parts.map(readBlock).filter((block) => block.type === 'picture')
  if (pictures.length > MOST_PICTURES)
    return `A template can have up to ${MOST_PICTURES} pictures. Remove some.`
  if (pictures.some(({ alt }) => alt.trim() === ''))
    return 'Describe each picture. Many people see the description instead of the picture.'
  if (pictures.some(({ alt }) => /[{}]/.test(alt)))
    return 'The description of a picture can’t contain merge fields.'
  if (parts.some((part) => /^\[[^[\]\n]*\]\(\s*\)$/.test(part) || /^\[\s*\]\(.*\)$/.test(part)))
    return 'Each button needs a label and a link.'
  if (parts.some((part) => part.startsWith('![') && readBlock(part).type !== 'picture'))
    return 'Upload pictures here. Pictures on other websites can’t be used.'
  return null
}
