import { or, type SQL, sql } from 'drizzle-orm'
import { creditEntries as entry } from '@/db/schema'
import { actionLabels } from '@/lib/billing/shared/action-labels'
import { containing } from '@/lib/core/paging/list-query'
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

/**
 * Each name is one value read by primary key. As `exists`, the planner may instead scan the names of every workspace once,
 * when it believes a table is small.
 */
function nameConditions(pattern: string): SQL[] {
  const named = (kind: keyof typeof subjectIds, name: SQL) =>
    sql`(${entry.subjectKind} = ${subjectIds[kind]} and (${name}) ilike ${pattern})`
  const own = sql`workspace_id = ${entry.workspaceId} and id = ${entry.subjectId}`
  return [
    named('report', sql`select ${NAME_PREFIXES.report}::text || area_name from reports where ${own}`),
    named(
      'image',
      sql`select case when action = 'image.edit' then ${NAME_PREFIXES['image.edit']}::text
        when action = 'image.regenerate' then ${NAME_PREFIXES['image.regenerate']}::text
        else ${NAME_PREFIXES['image.generate']}::text end || title from images where ${own}`,
    ),
    named('valuation', sql`select ${NAME_PREFIXES.valuation}::text || label from valuations where ${own}`),
    named('campaign', sql`select ${NAME_PREFIXES.campaign}::text || name from campaigns where ${own}`),
    named(
      'listing',
      sql`select ${NAME_PREFIXES.listing}::text || posts.title || chr(10) || feeds.name from posts
        join feeds on feeds.workspace_id = posts.workspace_id and feeds.id = posts.feed_id
        where posts.workspace_id = ${entry.workspaceId} and posts.listing_id = ${entry.subjectId}`,
    ),
    named(
      'purchase',
      sql`select case when origin = 'auto-top-up' then ${NAME_PREFIXES['auto-top-up']}::text
        else ${NAME_PREFIXES.purchase}::text end || to_char(credits, 'FM999,999,999') || ' credits'
        from purchases where ${own}`,
    ),
    sql`(${entry.actorId} > 0 and (select coalesce(nullif(users.name, ''), users.email) from users
      where users.id = ${entry.actorId}) ilike ${pattern})`,
    sql`(${entry.actorId} < 0 and (select max(api_keys.name) from api_keys
      where api_keys.workspace_id = ${entry.workspaceId} and api_keys.service_actor = ${entry.actorId}) ilike ${pattern})`,
    // Only entries that are not usage have notes.
    sql`(${entry.kind} not in (${entryKinds.charge}, ${entryKinds.capture}) and (select credit_notes.reason from credit_notes
      where credit_notes.workspace_id = ${entry.workspaceId} and credit_notes.seq = ${entry.seq}) ilike ${pattern})`,
  ]
}
