import { flagOf } from '../flags.ts'
import { numberOf, plainText } from '../plain-text.ts'
import { children, textOf, type XmlElement } from './xml-element.ts'

const COUNTED = new Set(['bedrooms', 'bathrooms', 'garages', 'carports', 'openspaces', 'otherfeatures'])
const FOLDERS = ['features', 'ruralfeatures', 'allowances', 'ecofriendly']
const MOST_FEATURES = 60

/** The features that a listing has, in words: "reverse-cycle air conditioning". */
export function featuresOf(root: XmlElement): string[] {
  const folders = FOLDERS.flatMap((name) => children(root, name))
  const named = folders.flatMap((folder) => folder.children.map(featureIn).filter((one) => one !== ''))
  const others = folders.flatMap((folder) => textOf(folder, 'otherfeatures').split(/[,;\n]/))
  return [...new Set([...named, ...others].map((one) => plainText(one, 60)).filter(Boolean))].slice(
    0,
    MOST_FEATURES,
  )
}

/** Empty when the listing does not have it. */
function featureIn({ name, writtenName, text, attributes, children: inner }: XmlElement): string {
  if (COUNTED.has(name) || inner.length > 0) return ''
  const given = text.trim() || attributes.value || ''
  const count = /^\d{1,3}$/.test(given.trim()) ? (numberOf(given) ?? 0) : 0
  // <heating type="gas"/> has a kind instead of a yes.
  const has =
    flagOf(given) ?? (count > 0 || (given === '' && TYPED.has(name) && wordsOf(attributes.type ?? '') !== ''))
  const label = FEATURE_LABELS[name] ?? wordsOf(writtenName)
  const several = PLURALS[name]
  if (several && count > 0) return count === 1 ? `1 ${several[0]}` : `${count} ${several[1]}`
  if (has) return typed(label, attributes.type)
  // "gas" in <heating>gas</heating> is the kind of heating. Longer texts are descriptions, as in rural features.
  if (RURAL_TEXTS.has(name) && given) return `${label}: ${given}`
  return TYPED.has(name) && /^[a-z -]{3,20}$/i.test(given) && flagOf(given) === null
    ? typed(label, given)
    : ''
}

const TYPED = new Set(['heating', 'hotwaterservice', 'pool', 'spa'])
const RURAL_TEXTS = new Set([
  'soiltypes',
  'fencing',
  'irrigation',
  'carryingcapacity',
  'annualrainfall',
  'services',
  'improvements',
])

const typed = (label: string, type = ''): string => {
  const kind = wordsOf(type.trim())
  if (!kind || flagOf(kind) !== null || /^(other|none)$/.test(kind)) return label
  return `${kind === 'inground' ? 'in-ground' : kind === 'aboveground' || kind === 'above ground' ? 'above-ground' : kind} ${label}`
}

/** "waterViews" as "water views". A name written without capitals stays as it is. */
const wordsOf = (name: string): string =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .toLowerCase()
    .trim()

/** Features that are counted: one word for one, another for several. */
const PLURALS: Record<string, [string, string]> = {
  livingareas: ['living area', 'living areas'],
  toilets: ['toilet', 'toilets'],
  ensuite: ['ensuite', 'ensuites'],
  receptionrooms: ['reception room', 'reception rooms'],
}

/** The features of REA's list, in the words of an advertisement. */
const FEATURE_LABELS: Record<string, string> = {
  airconditioning: 'air conditioning',
  alarmsystem: 'alarm system',
  annualrainfall: 'annual rainfall',
  balcony: 'balcony',
  broadband: 'broadband internet',
  builtinrobes: 'built-in closets',
  carryingcapacity: 'carrying capacity',
  courtyard: 'courtyard',
  deck: 'deck',
  dishwasher: 'dishwasher',
  doubleglazedwindows: 'double-glazed windows',
  ductedcooling: 'ducted cooling',
  ductedheating: 'ducted heating',
  energyefficientappliances: 'energy-efficient appliances',
  ensuite: 'ensuite',
  evaporativecooling: 'evaporative cooling',
  floorboards: 'floorboards',
  fullyfenced: 'fully fenced',
  furnished: 'furnished',
  gasheating: 'gas heating',
  greywatersystem: 'gray water system',
  gym: 'gym',
  heating: 'heating',
  hotwaterservice: 'hot water',
  hydronicheating: 'hydronic heating',
  insidespa: 'indoor spa',
  insulation: 'insulation',
  intercom: 'intercom',
  livingareas: 'living area',
  openfireplace: 'open fireplace',
  outdoorent: 'outdoor entertaining',
  outsidespa: 'outdoor spa',
  paytv: 'pay TV',
  petfriendly: 'pet friendly',
  petsallowed: 'pets allowed',
  pool: 'pool',
  poolabove: 'above-ground pool',
  poolaboveground: 'above-ground pool',
  poolinground: 'in-ground pool',
  rainwatertank: 'rainwater tank',
  remotegarage: 'remote garage',
  reversecycleaircon: 'reverse-cycle air conditioning',
  rumpusroom: 'rumpus room',
  secureparking: 'secure parking',
  shed: 'shed',
  smokers: 'smoking allowed',
  soiltypes: 'soil types',
  solarhotwater: 'solar hot water',
  solarpanels: 'solar panels',
  spa: 'spa',
  splitsystemaircon: 'split-system air conditioning',
  splitsystemheating: 'split-system heating',
  study: 'study',
  tenniscourt: 'tennis court',
  toilets: 'separate toilet',
  vacuumsystem: 'ducted vacuum system',
  waterefficientappliances: 'water-efficient appliances',
  waterefficientfixtures: 'water-efficient fixtures',
  watertank: 'water tank',
  windowtreatments: 'window treatments',
  workshop: 'workshop',
}
