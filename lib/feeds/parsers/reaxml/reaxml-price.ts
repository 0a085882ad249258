import type { Listing, ListingKind } from '../../listings/listing.ts'
import { amountsIn, hasPriceWords, moneyWords } from '../amounts.ts'
import { flagOf, isGiven, isShown } from '../flags.ts'
import { plainText, within } from '../plain-text.ts'
import { child, children, textOf, type XmlElement } from './xml-element.ts'

export function offerOf(kind: ListingKind, root: XmlElement): Listing['offer'] {
  if (kind === 'rental' || kind === 'holiday-rental') return 'lease'
  const given = child(root, 'commerciallistingtype')?.attributes.value?.toLowerCase()
  if (given === 'lease') return 'lease'
  return given === 'both' ? 'sale-or-lease' : 'sale'
}

type Price = Pick<Listing, 'priceWords' | 'priceAmount'>

/** A hidden price is not stored at all, so it can never be shown by mistake. */
export function priceOf(kind: ListingKind, root: XmlElement): Price {
  return readPrice(kind, root).price
}

/** A text without the amounts of a hidden price: "Offers over $780,000" becomes "Offers over (price on request)". */
export function withoutHiddenPrice(kind: ListingKind, root: XmlElement): (text: string) => string {
  const { hidden } = readPrice(kind, root)
  if (hidden.length === 0) return (text) => text
  return (text) => text.replace(MONEY, (found) => (tells(found, hidden) ? '(price on request)' : found))
}

const MONEY =
  /\$ ?\d[\d,.]{0,20}(?: ?(?:k|m|mil|million)(?![a-z]))?|(?<![\d,.])\d{2,3}(?:,\d{3}){1,3}(?![\d,])/gi

function readPrice(kind: ListingKind, root: XmlElement): { price: Price; hidden: readonly number[] } {
  const leased = offerOf(kind, root) === 'lease'
  const rents = [...children(root, 'rent'), ...children(root, 'commercialrent')]
  const price = (leased ? rents[0] : undefined) ?? child(root, 'price') ?? rents[0]
  const isRent = price !== undefined && price.name !== 'price'
  const range = child(price, 'range')
  const amounts = (range ? ['min', 'max'].map((name) => textOf(range, name)) : [textOf(price)]).flatMap(
    (text) => amountsIn(text, isRent).filter((amount) => within(amount, 1e12) !== null),
  )
  const view = plainText(textOf(root, 'priceview'), 200)
  const display = price?.attributes.display ?? ''
  // "range": the exact price is hidden, and the range is shown.
  const shown = /^range$/i.test(display.trim()) ? range !== undefined : isShown(display)
  if (!shown)
    return { price: { priceWords: tells(view, amounts) ? '' : view, priceAmount: null }, hidden: amounts }
  const priceAmount = amounts.length === 1 ? (amounts[0] ?? null) : null
  const words = plainText(textOf(price), 200)
  const given = range ? '' : words
  const priceWords =
    view ||
    // "Offers over $600,000" is more than its amount.
    (hasPriceWords(given) ? given : '') ||
    (amounts.length > 0 ? `${openEnded(range, words, amounts)}${periodOf(price)}${extrasOf(price)}` : '')
  return { price: { priceWords, priceAmount }, hidden: [] }
}

/** "From $400,000" for a range with one end, and "$600,000+". */
function openEnded(range: XmlElement | undefined, words: string, amounts: readonly number[]): string {
  const money = moneyWords(amounts)
  if (amounts.length > 1) return money
  if (range) return `${amountsIn(textOf(range, 'min')).length > 0 ? 'From' : 'Up to'} ${money}`
  return /\+$/.test(words) ? `${money}+` : money
}

/** Whether a text gives away a hidden price. */
const tells = (view: string, hidden: readonly number[]): boolean =>
  amountsIn(view).some((amount) => hidden.includes(amount))

function periodOf(price: XmlElement | undefined): string {
  const given = price?.attributes.period ?? (price?.name === 'commercialrent' ? 'annual' : '')
  const period = given.trim().toLowerCase()
  if (/^(week|pw)/.test(period)) return ' a week'
  if (/^(month|pcm|calendar)/.test(period)) return ' a month'
  if (/^(night|daily|day)/.test(period)) return ' a night'
  return /^(annual|year|pa)/.test(period) ? ' a year' : ''
}

/** " plus GST and outgoings". */
function extrasOf(price: XmlElement | undefined): string {
  const tax = (price?.attributes.tax ?? '').trim().toLowerCase()
  const outgoings =
    flagOf(price?.attributes.plusoutgoings) === true || flagOf(price?.attributes.outgoings) === true
  const plus = [/^(ex|exclusive|excl|plus)/.test(tax) ? 'GST' : '', outgoings ? 'outgoings' : ''].filter(
    Boolean,
  )
  const including = isGiven(tax) && /^inc/.test(tax) ? ' including GST' : ''
  return `${including}${plus.length > 0 ? ` plus ${plus.join(' and ')}` : ''}`
}
