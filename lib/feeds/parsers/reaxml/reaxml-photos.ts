import { webAddress } from '../plain-text.ts'
import { child, children, type XmlElement } from './xml-element.ts'

const MOST_PHOTOS = 60

/**
 * Photos in the order of their ids: `m` is the main photo, then `a` to `z`, then `aa`, `ab` and so on. Photos without an id
 * keep their place in the file, after the others. Floor plans and documents are apart.
 */
export function photosOf(root: XmlElement): string[] {
  const folders = [child(root, 'objects'), child(root, 'images')]
  const urls = folders
    .flatMap((folder) => children(folder, 'img'))
    .toSorted((a, b) => compareIds(a.attributes.id, b.attributes.id))
    .map(({ attributes, text }) => webAddress(attributes.url || attributes.file || text))
    .filter((url) => url !== null)
  return [...new Set(urls)].slice(0, MOST_PHOTOS)
}

/** Shorter ids come first, so that `aa` follows `z`. Numbers are compared as numbers. */
function compareIds(first = '', second = ''): number {
  const [a, b] = [rankOf(first), rankOf(second)]
  if (a.length !== b.length) return a.length - b.length
  return a < b ? -1 : a > b ? 1 : 0
}

function rankOf(id: string): string {
  const name = id.trim().toLowerCase()
  if (name === 'm') return ''
  // After every id that is given.
  if (name === '') return '\uffff'.repeat(100)
  return name.replace(/^0+(?=\d)/, '')
}
