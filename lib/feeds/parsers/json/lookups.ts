import type { ListingKind, ListingStatus } from '../../listings/listing.ts'

/** Lookups of the RESO Data Dictionary, and what boards write instead of them. */

export type PropertyKind = { kind: ListingKind; lease?: true }

const KINDS: Record<string, PropertyKind> = {
  residential: { kind: 'residential' },
  residentialincome: { kind: 'residential' },
  manufacturedinpark: { kind: 'residential' },
  residentiallease: { kind: 'rental', lease: true },
  land: { kind: 'land' },
  farm: { kind: 'rural' },
  commercialsale: { kind: 'commercial' },
  commerciallease: { kind: 'commercial', lease: true },
  businessopportunity: { kind: 'business' },
  // Codes of SimplyRETS.
  res: { kind: 'residential' },
  cnd: { kind: 'residential' },
  mlf: { kind: 'residential' },
  mul: { kind: 'residential' },
  rnt: { kind: 'rental', lease: true },
  lnd: { kind: 'land' },
  frm: { kind: 'rural' },
  cre: { kind: 'commercial' },
  com: { kind: 'commercial' },
  crl: { kind: 'commercial', lease: true },
}
/** Parts of the names that boards invent, the most telling ones first. */
const KIND_PARTS: [RegExp, PropertyKind][] = [
  [/commerciallease|officelease|retaillease/, { kind: 'commercial', lease: true }],
  [/lease|rental|forrent/, { kind: 'rental', lease: true }],
  [/business/, { kind: 'business' }],
  [/commercial|office|retail|industrial|warehouse/, { kind: 'commercial' }],
  [/farm|ranch|agricultur|acreage/, { kind: 'rural' }],
  [/^lots?|land|vacant/, { kind: 'land' }],
  [
    /resid|single|family|condo|townho|villa|apartment|mobile|manufactured|duplex|coop|house|home|income/,
    { kind: 'residential' },
  ],
]

const STATUSES: Record<string, ListingStatus> = {
  a: 'current',
  contingent: 'current',
  undercontract: 'current',
  underagreement: 'current',
  pricechange: 'current',
  reactivated: 'current',
  extended: 'current',
  closed: 'sold',
  sold: 'sold',
  leased: 'leased',
  rented: 'leased',
  hold: 'offmarket',
  incomplete: 'offmarket',
  delayed: 'offmarket',
}
const STATUS_PARTS: [RegExp, ListingStatus][] = [
  [/comingsoon|preview|officeexclusive/, 'offmarket'],
  [/^(act|new|backon|relisted)/, 'current'],
  [/pending|hold|temp|offmarket|draft/, 'offmarket'],
  [/^(closed|sold|settled)/, 'sold'],
  [/^(leased|rented)/, 'leased'],
  [/withdraw|cancel|expire|terminat|delete|void/, 'withdrawn'],
]

const bareName = (text: string): string => text.toLowerCase().replace(/[^a-z]/g, '')

/** "Residential Lease", "Single Family Home" and "RES". Undefined when it is none of them. */
export function propertyKindOf(name: string): PropertyKind | undefined {
  const bare = bareName(name)
  return KINDS[bare] ?? KIND_PARTS.find(([part]) => part.test(bare))?.[1]
}

/** "Active Under Contract", "ActiveUnderContract" and "Active - Coming Soon". Undefined when it is none of them. */
export function statusOf(name: string): ListingStatus | undefined {
  const bare = bareName(name)
  return STATUSES[bare] ?? STATUS_PARTS.find(([part]) => part.test(bare))?.[1]
}

export const isUnderContract = (name: string): boolean =>
  /undercontract|contingent|actcont|activecont|underagreement|withcontract|optioncontract|acceptingbackup/.test(
    bareName(name),
  )
