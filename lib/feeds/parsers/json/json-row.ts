import { flagOf, isGiven, isShown } from '../flags.ts'
import { plainText } from '../plain-text.ts'

/** A listing of a JSON file, whose fields are found by name in any spelling: "ListPrice", "listPrice", "list_price". */
export type JsonRow = {
  /** The first of the fields that has text. Empty without any. */
  text(names: string | readonly string[], most?: number): string
  value(name: string): unknown
  flag(name: string): boolean | null
}

const plainName = (name: string) => name.toLowerCase().replace(/[^a-z\d]/g, '')

export function jsonRow(row: Record<string, unknown>): JsonRow {
  const fields = new Map<string, unknown>()
  for (const [name, value] of Object.entries(row)) {
    const plain = plainName(name)
    if (!fields.has(plain) || !isGiven(fields.get(plain))) fields.set(plain, value)
  }
  const value = (name: string) => fields.get(plainName(name))
  return {
    value,
    text: (names, most = 200) => {
      for (const name of typeof names === 'string' ? [names] : names) {
        const text = plainText(textValue(value(name)), most)
        if (text) return text
      }
      return ''
    },
    flag: (name) => flagOf(value(name)),
  }
}

/** A text or a finite number as text. Anything else, such as an object, is empty. */
export const textValue = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : (typeof value === 'number' && Number.isFinite(value)) || typeof value === 'boolean'
      ? String(value)
      : Array.isArray(value) && value.length === 1
        ? textValue(value[0])
        : ''

/** The texts of an array, of a comma-separated text, or of an object with yes and no (`{ "Pool": true }`). */
export function valuesOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(textValue)
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .filter(([, has]) => flagOf(has) === true)
      .map(([name]) => name)
  return textValue(value).split(',')
}

/** Fields that say a listing must not be shown online, with the names boards give them. `YN` at the end is optional. */
const ENTIRE_LISTING = [
  'InternetEntireListingDisplay',
  'InternetListingDisplay',
  'InternetDisplay',
  'DisplayOnInternet',
  'DisplayListingOnInternet',
  'IDXParticipation',
  'IDXEntireListingDisplay',
  'IDXDisplay',
  'IDXOptIn',
  'PublishToInternet',
  'WebDisplay',
]
const ADDRESS = [
  'InternetAddressDisplay',
  'AddressDisplay',
  'DisplayAddress',
  'DisplayAddressOnInternet',
  'IDXAddressDisplay',
  'ShowAddress',
  'ShowAddressToPublic',
]
/** Names that turn the meaning around: true means hidden. */
const HIDES_LISTING = ['IDXOptOut', 'InternetOptOut', 'OfficeExclusive', 'DoNotPublish', 'IsPrivate']
const HIDES_ADDRESS = ['HideAddress', 'AddressHidden', 'HideAddressFromPublic', 'SuppressAddress']

const spellings = (name: string) => [name, `${name}YN`, `${name}Flag`, `${name}Indicator`]
const someHidden = (row: JsonRow, names: readonly string[]) =>
  names.flatMap(spellings).find((name) => isFlag(row.value(name)) && !isShown(row.value(name)))
const someHides = (row: JsonRow, names: readonly string[]) =>
  names.flatMap(spellings).find((name) => row.flag(name) === true)
/** A field of this name can also hold an address or an object. */
const isFlag = (value: unknown) =>
  ['boolean', 'number', 'string'].includes(typeof value) && textValue(value).length <= 40

export const showsAddress = (row: JsonRow): boolean =>
  !someHidden(row, ADDRESS) && !someHides(row, HIDES_ADDRESS)

/** Why the listing must not be shown online. Null when it may. */
export function reasonNotForInternet(row: JsonRow): string | null {
  const field = someHidden(row, ENTIRE_LISTING) ?? someHides(row, HIDES_LISTING)
  if (field) return `The feed says it can’t be shown online (${field}).`
  const uses = row.value('MlgCanUse')
  const list =
    isGiven(uses) || Array.isArray(uses) ? valuesOf(uses).map((use) => use.trim().toUpperCase()) : null
  if (list && !list.includes('IDX'))
    return 'The feed says it can’t be shown online (MlgCanUse doesn’t include IDX).'
  return null
}
