/** A listing of a file as it stands there; `whole` is false where its end is missing. */
export type Fragment = { position: number; name: string; text: string; whole: boolean }

const KINDS = 'residential|rental|rural|land|commercial|commercialland|business|holidayrental'
/** A listing begins or ends, or something begins in which tags are not tags. */
const MARK = new RegExp(`<!\\[CDATA\\[|<!--|<(/?)(?:[\\w.-]+:)?(${KINDS})(?=[\\s/>])`, 'gi')

/**
 * Cuts a REAXML file into its listings without reading them, so that one with broken XML takes no other with it. What
 * stands outside of listings, a DTD with all its entities too, is passed over unread.
 */
export function* splitListings(text: string): Generator<Fragment> {
  let count = 0
  let open: { name: string; start: number } | null = null
  MARK.lastIndex = 0
  const marks = new RegExp(MARK)
  for (let mark = marks.exec(text); mark; mark = marks.exec(text)) {
    const [found, slash, kind = ''] = mark
    if (kind === '') {
      const end = text.indexOf(found === '<!--' ? '-->' : ']]>', mark.index)
      // Never closed: the listings that follow are better read than lost.
      if (end >= 0) marks.lastIndex = end
      continue
    }
    const name = kind.toLowerCase()
    if (!slash) {
      if (open) yield { ...cut(open, mark.index), whole: false }
      const end = endOfTag(text, mark.index)
      open = { name, start: mark.index }
      if (text[end - 1] === '/') {
        yield { ...cut(open, end + 1), whole: true }
        open = null
      }
      marks.lastIndex = end
    } else if (open?.name === name) {
      const end = endOfTag(text, mark.index)
      yield { ...cut(open, end + 1), whole: true }
      open = null
      marks.lastIndex = end
    }
  }
  if (open) yield { ...cut(open, text.length), whole: false }

  function cut({ name, start }: { name: string; start: number }, end: number) {
    count += 1
    return { position: count, name, text: text.slice(start, end) }
  }
}

/** Where a tag ends; a `>` inside of quotes does not end it. */
function endOfTag(text: string, start: number): number {
  let quote = ''
  for (let at = start; at < text.length; at += 1) {
    const character = text[at] ?? ''
    if (quote) {
      if (character === quote) quote = ''
    } else if (character === '"' || character === "'") quote = character
    else if (character === '>') return at
  }
  return text.length - 1
}
