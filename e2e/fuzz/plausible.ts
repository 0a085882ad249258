import { randomUUID } from 'node:crypto'

/**
 * Valid values of form fields by name, so that a single hostile field is actually reached. None of them may move the shared clock
 * or change the catalog, so `step` and `basedOn` are missing.
 */
const VALUES: Record<string, string> = {
  name: 'Lakeside homes',
  title: 'Lakeside homes',
  label: '8215 Ashworth Ave N',
  headline: 'A garden home',
  subject: 'News of {{ first_name }}',
  body: 'Good day {{ first_name }}.',
  email: 'sam@agency.test',
  firstName: 'Sam',
  lastName: 'Buyer',
  phone: '206 555 0101',
  tags: 'buyer',
  consentSource: 'an open house',
  consentAt: '2026-01-05',
  timeZone: 'America/Los_Angeles',
  role: 'member',
  kind: 'email',
  intent: 'save',
  format: 'square',
  instruction: 'make it dusk',
  wish: 'a modern home',
  address: '8215 Ashworth Ave N, Seattle',
  price: '$845,000',
  details: '4 bed, 2 bath',
  badge: 'Just listed',
  area: '{"kind":"zip","zipCode":"98103"}',
  periodFrom: '2014-06-01',
  periodTo: '2014-12-31',
  valuedOn: '2015-01-01',
  zipCode: '98103',
  latitude: '47.68',
  longitude: '-122.34',
  livingSqft: '1950',
  basementSqft: '0',
  lotSqft: '4000',
  bedrooms: '4',
  bathrooms: '2.5',
  floors: '2',
  yearBuilt: '1950',
  yearRenovated: '',
  condition: '3',
  grade: '8',
  view: '0',
  quotedCredits: '20',
  quotedPriceCents: '1500',
  quotedChargeCents: '0',
  prorationAt: '0',
  packKey: 'pack-100',
  packs: 'pack-100*1',
  planKey: 'growth',
  interval: 'month',
  quantity: '1',
  mostCredits: '100',
  scopes: 'credits.read',
  color: '#17594e',
  replyTo: 'hello@agency.test',
  agencyName: 'Quillfeather',
  website: 'https://agency.test',
  postalAddress: '1 Main Street',
  url: 'https://agency.test/hook',
  pullUrl: '',
  pullEveryMinutes: '60',
  capCredits: '',
  requestedCredits: '60',
  paused: 'no',
  posts: '1',
  sendAt: '2027-01-05T10:00',
  to: '2027-01-05T10:00',
  listId: '',
  templateId: '',
  listIds: '',
  picture: 'none',
  facebook: 'A garden home.',
  key: 'market-update',
  reason: 'Requested by the customer.',
  direction: 'give',
  credits: '5',
  decision: 'reject',
  which: 'ledger',
  days: '30',
  inApp: 'credits.low',
  byMail: 'credits.low',
  emailHash: 'a'.repeat(64),
  token: `1.${'a'.repeat(43)}`,
  units: '1',
  recipients: '1',
  span: 'week',
  filter: 'ready',
}

/** Ids of rows of the workspace, used for fields such as `id` and `parentId`. */
export type KnownIds = { rows: readonly string[]; workspaceId: number; memberId: number }

export function plausible(field: string, { rows, workspaceId, memberId }: KnownIds, pick: number): string {
  if (field === 'workspaceId') return String(workspaceId)
  if (field === 'userId' || field === 'member') return String(memberId)
  if (/id$/i.test(field) && !(field in VALUES))
    return pick % 4 === 0 ? randomUUID() : (rows[pick % Math.max(1, rows.length)] ?? randomUUID())
  return VALUES[field] ?? 'plain words'
}

export const usualFields = Object.keys(VALUES)
