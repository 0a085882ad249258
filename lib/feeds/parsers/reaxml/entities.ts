/** HTML entities that appear in descriptions. XML itself has five. Entities that a file defines are never expanded. */
export const ENTITIES: Record<string, string> = {
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  hellip: '…',
  bull: '•',
  middot: '·',
  deg: '°',
  frac12: '½',
  sup2: '²',
  copy: '©',
  reg: '®',
  trade: '™',
  eacute: 'é',
  euro: '€',
  pound: '£',
  iacute: 'í',
  oacute: 'ó',
  aacute: 'á',
  uacute: 'ú',
  ntilde: 'ñ',
  uuml: 'ü',
  ouml: 'ö',
  auml: 'ä',
  egrave: 'è',
  agrave: 'à',
  ccedil: 'ç',
  frac14: '¼',
  frac34: '¾',
  times: '×',
  sup3: '³',
  laquo: '«',
  raquo: '»',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  zwnj: '',
  shy: '',
}

const REFERENCE = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos|[a-z]{2,8}\d{0,2}));/gi
const BASIC: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Decodes entities once. Text from a CRM is often encoded twice. Unknown entities stay. */
export const decodeEntities = (text: string): string =>
  text.replace(REFERENCE, (found, decimal?: string, hex?: string, name?: string) => {
    if (name) return BASIC[name.toLowerCase()] ?? ENTITIES[name] ?? ENTITIES[name.toLowerCase()] ?? found
    const code = decimal ? Number.parseInt(decimal, 10) : Number.parseInt(hex ?? '', 16)
    return code >= 32 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
      ? String.fromCodePoint(code)
      : ''
  })
