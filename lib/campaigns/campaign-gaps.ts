import type { Queryable } from '@/db/client'
import type { campaigns } from '@/db/schema'
import { Refusal } from '@/lib/core/errors'
import { unfairMessage } from '@/lib/core/text/fair-housing'
import { countOf } from '@/lib/core/text/format'
import { fieldOf, type MergeValues, valuesOfAgency } from '@/lib/templates/merge-fields'
import { blankFields, compile } from '@/lib/templates/render/compile'
import { plainWordsOf } from '@/lib/templates/render/markup'
import type { Branding } from '@/lib/templates/views'
import { countWithoutName } from './sending/recipients'
import type { Gap } from './views'

type Content = Pick<typeof campaigns.$inferSelect, 'id' | 'subject' | 'body' | 'details' | 'listId'>

/** Stands for any recipient, so that only fields that are blank for everyone count. */
const KNOWN_PERSON: MergeValues = { first_name: 'A', last_name: 'A', full_name: 'A', email: 'A' }

/** The fields that would be blank in every email of a campaign: no value and no default. */
export function commonGaps(campaign: Content, branding: Branding): Gap[] {
  return blanksIn(campaign, branding, KNOWN_PERSON).map(gap)
}

/** The fields that would be blank for all or some of the current recipients. */
export async function campaignGaps(
  tx: Queryable,
  workspaceId: number,
  campaign: Content,
  branding: Branding,
): Promise<Gap[]> {
  const common = commonGaps(campaign, branding)
  const personal = blanksIn(campaign, branding).filter(
    (name) => fieldOf(name)?.of === 'person' && name !== 'email',
  )
  if (personal.length === 0) return common
  const without = await countWithoutName(tx, workspaceId, campaign.listId)
  const some = personal.map((name) => ({ ...gap(name), people: without[name] ?? 0 }))
  return [...common, ...some.filter(({ people }) => people > 0)]
}

function blanksIn(
  { subject, body, details }: Content,
  branding: Branding,
  person: MergeValues = {},
): string[] {
  const values = { ...(details as MergeValues), ...valuesOfAgency(branding), ...person }
  return [...new Set([subject, body].flatMap((text) => blankFields(compile(text), values)))]
}

const gap = (name: string): Gap => {
  const field = fieldOf(name)
  return { field: name, label: field?.label ?? name, of: field?.of ?? 'details', people: null }
}

/** Emails with blank fields are never sent. @throws Refusal `campaign.gaps` */
export function assertNoGaps(id: string, gaps: readonly Gap[]): void {
  const [first] = gaps
  if (!first) return
  const href = gaps.every(({ of }) => of === 'agency') ? '/templates/sender' : `/campaigns/${id}/edit`
  throw new Refusal(
    'campaign.gaps',
    `Some merge fields would be blank: ${gaps.map(gapText).join(', ')}. Fill them in before you send this campaign.`,
    { href },
  )
}

const gapText = ({ label, people }: Gap) =>
  people === null ? label : `${label} (for ${countOf(people, 'person', 'people')})`

/**
 * The content of an email is checked before it is stored and before it is sent (R46).
 * @throws Refusal `campaign.wording`, which names the words
 */
export function assertFairWording({
  subject,
  body,
  details,
}: Pick<Content, 'subject' | 'body' | 'details'>): void {
  const texts = [subject, body, plainWordsOf(String(body)), ...Object.values((details ?? {}) as MergeValues)]
  const unfair = unfairMessage(...texts.map((text) => String(text ?? '')))
  if (unfair) throw new Refusal('campaign.wording', `${unfair} Change the template or the details.`)
}
