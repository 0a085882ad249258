import { or, type SQL, sql } from 'drizzle-orm'
import { creditEntries as entry } from '@/db/schema'
import { actionLabels } from '@/lib/billing/shared/action-labels'
import { containing } from '@/lib/core/paging/search'
import { entryKinds } from '@/lib/credits/model'
import { actionIds, actionKeys, subjectIds } from '@/lib/credits/shared/actions'
import { entryLabel } from './entry-labels.ts'
import { NAME_PREFIXES } from './entry-names.ts'

/**
 * Whether an entry matches a search: by what it paid for, its label, its member, its note, its number or the id of its
 * subject. Names are looked up by primary key for each entry examined, so the cost depends on how many entries the page
 * examines (`readEntriesPage` limits them), not on how much the workspace has made.
 */
export function entryMatches(search: string): SQL | undefined {
  return or(...idConditions(search), ...labelConditions(search), ...nameConditions(containing(search)))
}

const LAST_NUMBER = 2_147_483_647
/** Shorter pieces of an id would match by chance. */
const ID_PIECE = /^[0-9a-f]{8}[0-9a-f-]{0,28}$/i

function idConditions(search: string): SQL[] {
  const number = Number(/^#?(\d{1,10})$/.exec(search)?.[1] ?? 0)
  return [
    ...(number > 0 && number <= LAST_NUMBER ? [sql`${entry.seq} = ${number}`] : []),
    ...(ID_PIECE.test(search) ? [sql`${entry.subjectId}::text like ${`${search.toLowerCase()}%`}`] : []),
  ]
}

/** Every label that is not an action's, and the condition that gives an entry this label. */
const LABELS: { of: Parameters<typeof entryLabel>[0]; when: SQL }[] = [
  labeled('allowance', sql`${entry.subjectKind} in (0, ${subjectIds.cycle})`, {
    subjectKind: subjectIds.cycle,
  }),
  labeled('allowance', sql`${entry.subjectKind} not in (0, ${subjectIds.cycle})`, {
    subjectKind: subjectIds.subscription,
  }),
  labeled('topUp', sql`${entry.subjectKind} = ${subjectIds.subscription}`, {
    subjectKind: subjectIds.subscription,
  }),
  labeled('topUp', sql`${entry.subjectKind} <> ${subjectIds.subscription}`),
  labeled('expiry', sql`${entry.extraAmount} = ${entry.amount}`, { amount: -1, extraAmount: -1 }),
  labeled('expiry', sql`${entry.extraAmount} <> ${entry.amount}`, { amount: -1 }),
  labeled('pack'),
  labeled('promotion'),
  labeled('clawBack', sql`${entry.amount} > 0`),
  labeled('clawBack', sql`${entry.amount} <= 0`, { amount: -1 }),
  labeled('correction'),
]

function labeled(
  kind: keyof typeof entryKinds,
  when: SQL = sql`true`,
  sample: Partial<Parameters<typeof entryLabel>[0]> = {},
) {
  return {
    of: { kind: entryKinds[kind], subjectKind: 0, amount: 1, extraAmount: 0, ...sample },
    when: sql`(${entry.kind} = ${entryKinds[kind]} and ${when})`,
  }
}

function labelConditions(search: string): SQL[] {
  const words = search.toLowerCase()
  const actions = actionKeys.filter((key) => actionLabels[key].label.toLowerCase().includes(words))
  return [
    ...actions.map((key) => sql`${entry.action} = ${actionIds[key]}`),
    ...LABELS.filter(({ of }) => entryLabel(of).toLowerCase().includes(words)).map(({ when }) => when),
    ...('market trak'.includes(words) ? [sql`${entry.actorId} = 0`] : []),
  ]
}

function nameConditions(pattern: string): SQL[] {
  const named = (kind: keyof typeof subjectIds, found: SQL) =>
    sql`(${entry.subjectKind} = ${subjectIds[kind]} and exists (${found}))`
  const own = (id: SQL) => sql`workspace_id = ${entry.workspaceId} and ${id} = ${entry.subjectId}`
  return [
    named(
      'report',
      sql`select 1 from reports where ${own(sql`id`)} and ${NAME_PREFIXES.report}::text || area_name ilike ${pattern}`,
    ),
    named(
      'image',
      sql`select 1 from images where ${own(sql`id`)} and case action
        when 'image.edit' then ${NAME_PREFIXES['image.edit']}::text
        when 'image.regenerate' then ${NAME_PREFIXES['image.regenerate']}::text
        else ${NAME_PREFIXES['image.generate']}::text end || title ilike ${pattern}`,
    ),
    named(
      'valuation',
      sql`select 1 from valuations where ${own(sql`id`)} and ${NAME_PREFIXES.valuation}::text || label ilike ${pattern}`,
    ),
    named(
      'campaign',
      sql`select 1 from campaigns where ${own(sql`id`)} and ${NAME_PREFIXES.campaign}::text || name ilike ${pattern}`,
    ),
    named(
      'listing',
      sql`select 1 from posts left join feeds on feeds.workspace_id = posts.workspace_id and feeds.id = posts.feed_id
        where posts.workspace_id = ${entry.workspaceId} and posts.listing_id = ${entry.subjectId}
          and (${NAME_PREFIXES.listing}::text || posts.title ilike ${pattern} or feeds.name ilike ${pattern})`,
    ),
    named(
      'purchase',
      sql`select 1 from purchases where ${own(sql`id`)} and case origin
        when 'auto-top-up' then ${NAME_PREFIXES['auto-top-up']}::text else ${NAME_PREFIXES.purchase}::text end
        || to_char(credits, 'FM999,999,999') || ' credits' ilike ${pattern}`,
    ),
    sql`(${entry.actorId} > 0 and exists (select 1 from users where users.id = ${entry.actorId}
      and coalesce(nullif(users.name, ''), users.email) ilike ${pattern}))`,
    sql`(${entry.actorId} < 0 and exists (select 1 from api_keys where api_keys.workspace_id = ${entry.workspaceId}
      and api_keys.service_actor = ${entry.actorId} and api_keys.name ilike ${pattern}))`,
    sql`exists (select 1 from credit_notes where credit_notes.workspace_id = ${entry.workspaceId}
      and credit_notes.seq = ${entry.seq} and credit_notes.reason ilike ${pattern})`,
  ]
}
