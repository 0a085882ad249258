import { numberOf, webAddress } from '../plain-text.ts'
import { jsonRow, valuesOf } from './json-row.ts'

const MOST_PHOTOS = 60
const LAST = 1e9
const IS_PHOTO = /photo|image|picture|rendering/i
const IS_NO_PHOTO = /plan|document|video|tour|pdf|map|virtual|audio|plat|survey/i
const PUBLIC = /^(public|idx|internet|all|everyone|consumer)$/i

type Photo = { url: string; preferred: boolean; order: number; width: number; thumbnail: boolean }

/**
 * The photos that may be published, the preferred one first, then in their order. Documents, plans, videos and media that
 * only members or agents may see are left out. Of several sizes of one photo the largest is used.
 */
export function photosOf(media: unknown): string[] {
  const photos = (Array.isArray(media) ? media : []).map(photoOf).filter((one) => one !== null)
  const sorted = photos.toSorted(
    (a, b) =>
      Number(b.preferred) - Number(a.preferred) ||
      a.order - b.order ||
      Number(a.thumbnail) - Number(b.thumbnail) ||
      b.width - a.width,
  )
  const taken = new Set<number>()
  const urls = sorted.filter(({ order, width, thumbnail }) => {
    // Sizes of one photo share its order. Without a size, two photos with one order are two photos.
    const isSize = order !== LAST && (width > 0 || thumbnail) && taken.has(order)
    taken.add(order)
    return !isSize
  })
  return [...new Set(urls.map(({ url }) => url))].slice(0, MOST_PHOTOS)
}

function photoOf(given: unknown): Photo | null {
  if (typeof given === 'string') return asPhoto(given)
  if (typeof given !== 'object' || given === null) return null
  const row = jsonRow(given as Record<string, unknown>)
  const url = row.text(
    ['MediaURL', 'UriLarge', 'Uri1600', 'Uri1280', 'Uri1024', 'Uri800', 'Uri640', 'Uri', 'Url', 'href'],
    2_000,
  )
  const photo = asPhoto(url)
  if (!photo || !isPublishable(row)) return null
  const size = row.text('ImageSizeDescription')
  return {
    ...photo,
    preferred:
      row.flag('PreferredPhotoYN') === true ||
      row.flag('PreferredPhoto') === true ||
      row.flag('Primary') === true,
    order: numberOf(row.text(['Order', 'MediaOrder', 'DisplayOrder', 'SortOrder'])) ?? LAST,
    width: size ? (numberOf(row.text(['ImageWidth', 'Width'])) ?? 0) : 0,
    thumbnail: /thumb|small/i.test(size),
  }
}

function asPhoto(text: string): Photo | null {
  const url = webAddress(text)
  return url ? { url, preferred: false, order: LAST, width: 0, thumbnail: false } : null
}

function isPublishable(row: ReturnType<typeof jsonRow>): boolean {
  const category = row.text(['MediaCategory', 'Category', 'MediaTypeDescription'])
  if (category && (IS_NO_PHOTO.test(category) || !IS_PHOTO.test(category))) return false
  const type = row.text(['MimeType', 'MediaType'])
  if (/\//.test(type) ? !/^image\//i.test(type) : /^(pdf|mp4|mov|html?|docx?|mp3)$/i.test(type)) return false
  if (!row.text('MediaCategory') && /\.(pdf|docx?|mp4|mov|html?)(\?|$)/i.test(row.text('MediaURL', 2_000)))
    return false
  if (/delete|inactive/i.test(row.text('MediaStatus'))) return false
  if (row.flag('MlgCanView') === false || row.flag('Private') === true || row.flag('IsPrivate') === true)
    return false
  if (row.flag('InternetDisplayYN') === false || row.flag('Deleted') === true) return false
  const permissions = valuesOf(
    row.value('Permission') ?? row.value('Permissions') ?? row.value('MediaVisibility'),
  )
    .map((one) => one.trim())
    .filter(Boolean)
  return permissions.length === 0 || permissions.some((one) => PUBLIC.test(one))
}
