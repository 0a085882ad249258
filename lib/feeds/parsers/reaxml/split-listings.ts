/** The text of one listing in a file. `whole` is false when its closing tag is missing. */
export type Fragment = { position: number; name: string; text: string; whole: boolean }

const KINDS = 'residential|rental|rural|land|commercial|commercialland|business|holidayrental'
/** The start or end of a listing, or the start of a section in which tags have no meaning. */
const MARK = new RegExp(`<!\\[CDATA\\[|<!--|<(/?)(?:[\\w.-]+:)?(${KINDS})(?=[\\s/>])`, 'gi')

/**
 * Splits a REAXML file into its listings without parsing them, so that one listing with broken XML does not affect the
 * others. Everything outside of listings is skipped, including a DTD and its entities. Takes time in proportion to the
 * size of the file, whatever is in it (R41).
 */
export function* splitListings(text: string): Generator<Fragment> {
  let count = 0
  let open: { name: string; start: number } | null = null
  const marks = new RegExp(MARK)
  const endOfComment = finderOf(text, '-->')
  const endOfCdata = finderOf(text, ']]>')
  for (let mark = marks.exec(text); mark; mark = marks.exec(text)) {
    const [found, slash, kind = ''] = mark
    if (kind === '') {
      const end = (found === '<!--' ? endOfComment : endOfCdata)(mark.index)
      // If the section is never closed, read the listings that follow instead of losing them.
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

/** Finds the next `end` from a position. Once there is none, later positions are answered without searching again. */
function finderOf(text: string, end: string): (from: number) => number {
  let exhausted = false
  return (from) => {
    if (exhausted) return -1
    const at = text.indexOf(end, from)
    exhausted = at < 0
    return at
  }
}

/** The position where a tag ends. A `>` inside quotes does not end it. */
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
