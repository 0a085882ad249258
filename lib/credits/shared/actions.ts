/**
 * The metered actions, and the small numbers by which the ledger stores them. Their cost is data in the rate card (R5)
 * and never written here. Numbers are permanent: add new ones, never renumber.
 */
export const actionIds = {
  'report.generate': 1,
  'image.generate': 2,
  'image.regenerate': 3,
  'image.edit': 4,
  'feed.post': 5,
  'valuation.instant': 6,
  'campaign.send': 7,
} as const

export type ActionKey = keyof typeof actionIds

export const actionKeys = Object.keys(actionIds) as ActionKey[]

const byId = new Map<number, ActionKey>(actionKeys.map((key) => [actionIds[key], key]))
export const actionOfId = (id: number): ActionKey | null => byId.get(id) ?? null

/** What an entry can be about; with the subject's UUID it gives the link (R10). 0 is none. */
export const subjectIds = {
  none: 0,
  report: 1,
  image: 2,
  valuation: 3,
  listing: 4,
  campaign: 5,
  purchase: 6,
  subscription: 7,
  cycle: 8,
  correction: 9,
  /** Work done by the agency's own programs. */
  api: 10,
} as const

export type SubjectKind = keyof typeof subjectIds
const subjectById = new Map<number, SubjectKind>(
  (Object.keys(subjectIds) as SubjectKind[]).map((kind) => [subjectIds[kind], kind]),
)
export const subjectOfId = (id: number): SubjectKind => subjectById.get(id) ?? 'none'

export type Subject = { kind: SubjectKind; id: string }
