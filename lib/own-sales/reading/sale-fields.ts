/** What a column of a file can be, and how the columns of a file are recognized. */

export const saleFields = [
  'ignore',
  'status',
  'soldOn',
  'price',
  'currency',
  'livingArea',
  'livingAreaUnit',
  'lotArea',
  'lotAreaUnit',
  'bedrooms',
  'bathrooms',
  'floors',
  'yearBuilt',
  'parcel',
  'address',
  'postalCode',
  'city',
  'latitude',
  'longitude',
] as const
export type SaleField = (typeof saleFields)[number]

/** A word of the header in English, German, French, Spanish, Italian, Portuguese, Dutch, Polish and RESO's names. */
const NAMES: [SaleField, RegExp][] = [
  ['status', /^(standard ?)?(mls ?)?(listing ?)?(status|statut|estado|stato)$/],
  ['currency', /^(currency|wahrung|waehrung|devise|moneda|valuta|moeda|waluta)( ?code)?$/],
  ['livingAreaUnit', /^living ?area ?units?$|^(area|size|flache) ?units?$/],
  ['lotAreaUnit', /^lot ?size ?units?$/],
  ['latitude', /^(lat|latitude|breitengrad|latitud|latitudine|breedtegraad|szerokosc)/],
  ['longitude', /^(lon|lng|long|longitude|langengrad|laengengrad|longitud|longitudine|lengtegraad|dlugosc)/],
  [
    'soldOn',
    /(close|closed|closing|sold|sale|settlement|completion|transfer|transaction) ?(date|on|day)|date (sold|of sale|de (vente|mutation|la vente))|^date ?(mutation|vente)|verkaufs?datum|kaufdatum|vertragsdatum|fecha.*(venta|cierre)|data.*(vendita|rogito|venda|sprzedazy|transakcji)|verkoopdatum|transactiedatum|^(date|datum|fecha|data)$/,
  ],
  [
    'price',
    /(close|closed|closing|sold|sale|sales|selling|final|transaction) ?price|price (sold|paid)|^price|kaufpreis|verkaufspreis|^preis|valeur ?fonciere|prix|precio|prezzo|preco|verkoopprijs|^prijs|cena/,
  ],
  [
    'lotArea',
    /lot ?(size|area|sq)|land ?(size|area)|plot|sq ?ft ?lot|grundstuck|grundstueck|terrain|parcela|superficie ?terreno|terreno|perceel|dzialk/,
  ],
  [
    'livingArea',
    /living ?(area|space|size)|sq ?ft ?(living)?$|^sq(uare)? ?f(ee)?t|floor ?area|^(area|size|m2|sqm|gla)$|(internal|building|heated) ?area|wohnflache|wohnflaeche|^flache|surface|superficie|metri|area ?(util|habitable)|woonoppervlak|gebruiksoppervlak|powierzchnia/,
  ],
  [
    'bedrooms',
    /bed ?rooms?( ?total)?|^beds?$|schlafzimmer|^zimmer|chambres?|pieces|dormitorios|habitaciones|camere|quartos|slaapkamers|sypialni|^pokoje/,
  ],
  [
    'bathrooms',
    /bath ?rooms?|^baths?$|badezimmer|^bader|salles? de bain|banos|bagni|banheiros|badkamers|lazien/,
  ],
  [
    'floors',
    /^(floors|stories|storeys|levels)|stories ?total|etagen|geschosse|etages|plantas|piani|andares|verdiepingen|^pieter/,
  ],
  [
    'yearBuilt',
    /year ?(built|of construction)|yr ?built|built ?(in|year)|baujahr|annee|ano ?(de )?constru|anno|bouwjaar|rok ?budowy/,
  ],
  [
    'postalCode',
    /(post(al)?|zip) ?code|^zip$|^plz$|postleitzahl|code ?postal|codigo ?postal|^cap$|^cep$|kod ?pocztowy/,
  ],
  [
    'city',
    /^(city|town|suburb|locality|municipality|ort|stadt|gemeinde|ville|commune|nom ?commune|ciudad|municipio|localidad|citta|comune|cidade|plaats|gemeente|woonplaats|miasto|miejscowosc)$/,
  ],
  [
    'parcel',
    /parcel|^apn$|flurstuck|cadastr|catastral|^id ?parcelle|listing ?(key|id)|mls ?(number|id|#)|^id$/,
  ],
  ['address', /address|^street|^adresse|strasse|^voie|direccion|indirizzo|^via$|endereco|adres|ulica/],
]

/** Lower case without accents and punctuation. Long names are cut, so that matching stays fast (R41). */
const plain = (name: string) =>
  name
    .slice(0, 60)
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/ß/g, 'ss')
    .replace(/ł/g, 'l')
    .replace(/²/g, '2')
    .toLowerCase()
    .replace(/[^a-z\d#]+/g, ' ')
    .trim()

/** The field of each column, by its name and then by its content. Each field is used once. */
export function guessSaleFields(columns: readonly string[], sample: readonly string[][]): SaleField[] {
  const fields: SaleField[] = columns.map(() => 'ignore')
  const taken = new Set<SaleField>()
  const take = (i: number, field: SaleField) => {
    fields[i] = field
    taken.add(field)
  }
  const names = columns.map(plain)
  // In order of the fields, not of the columns: "lot size" must not take the place of the living area.
  for (const [field, pattern] of NAMES) {
    if (taken.has(field)) continue
    const at = names.findIndex(
      (name, i) => fields[i] === 'ignore' && pattern.test(name) && fits(field, i, sample),
    )
    if (at >= 0) take(at, field)
  }
  columns.forEach((_, i) => {
    if (fields[i] !== 'ignore') return
    const found = BY_CONTENT.find(([field]) => !taken.has(field) && fits(field, i, sample, true))
    if (found) take(i, found[0])
  })
  return fields
}

const DAY = /^\d{4}-?\d{2}-?\d{2}(T.*|\s.*)?$|^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}$/
const NUMBER = /^[^\d-]{0,5}-?[\d.,'\s\u00a0]+[^\d]{0,6}$/

const shapes: Partial<Record<SaleField, (cell: string) => boolean>> = {
  soldOn: (cell) => DAY.test(cell) || !Number.isNaN(Date.parse(cell)),
  price: (cell) => NUMBER.test(cell),
  livingArea: (cell) => NUMBER.test(cell),
  lotArea: (cell) => NUMBER.test(cell),
  bedrooms: (cell) => NUMBER.test(cell),
  bathrooms: (cell) => NUMBER.test(cell),
  floors: (cell) => NUMBER.test(cell),
  yearBuilt: (cell) => /^(1[5-9]|20)\d{2}(\.0)?$/.test(cell),
  latitude: (cell) => /^-?\d{1,2}[.,]\d+$/.test(cell),
  longitude: (cell) => /^-?\d{1,3}[.,]\d+$/.test(cell),
}

/** Fields that the content alone gives away. */
const BY_CONTENT: [SaleField, (cell: string) => boolean][] = [
  ['soldOn', (cell) => DAY.test(cell)],
  ['yearBuilt', (cell) => /^(18|19|20)\d{2}$/.test(cell)],
]

/** Whether the cells of a column look like a field; a column without any cells fits by its name. */
function fits(field: SaleField, column: number, sample: readonly string[][], needed = false): boolean {
  const cells = sample.flatMap((row) => row[column] || [])
  if (cells.length === 0) return !needed
  const shape = needed ? BY_CONTENT.find(([one]) => one === field)?.[1] : shapes[field]
  return !shape || cells.filter(shape).length >= cells.length * 0.8
}
