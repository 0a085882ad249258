import { getTableName } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import {
  accountEmails,
  agentCards,
  alertLevels,
  apiKeys,
  auditEvents,
  authAccounts,
  authSessions,
  emailChanges,
  invitations,
  members,
  notificationPreferences,
  notifications,
  problemCases,
  spendingLimitRequests,
  userFactors,
  users,
} from '@/db/schema'
import { jsonArray, readTable } from './read-table'

type PersonTable = { table: PgTable; by: string; without?: readonly string[] }

/** What we keep about a person, and the column with their number. */
export const personTables: PersonTable[] = [
  { table: users, by: 'id', without: ['trial_mark'] },
  { table: authAccounts, by: 'user_id' },
  { table: authSessions, by: 'user_id', without: ['token_hash'] },
  { table: userFactors, by: 'user_id', without: ['secret'] },
  { table: emailChanges, by: 'user_id' },
  { table: accountEmails, by: 'user_id' },
  { table: members, by: 'user_id' },
  { table: agentCards, by: 'user_id' },
  { table: problemCases, by: 'opened_by', without: ['decided_by'] },
  { table: notifications, by: 'user_id' },
  { table: notificationPreferences, by: 'user_id' },
  { table: alertLevels, by: 'user_id' },
  { table: spendingLimitRequests, by: 'requested_by' },
  { table: apiKeys, by: 'created_by', without: ['key_hash', 'previous_hash'] },
  // Addresses of the people they invited belong to the workspace.
  { table: invitations, by: 'invited_by', without: ['token_hash', 'email'] },
  { table: auditEvents, by: 'actor_id', without: ['detail'] },
]

const WORK = 'Work belongs to the workspace, and is in its export.'

/** Tables that refer to a person and are not in their download. */
export const notOfPerson: Record<string, string> = {
  recovery_codes: 'Only hashes of codes are stored.',
  campaigns: WORK,
  recurring_reports: WORK,
  valuation_shares: WORK,
  contact_imports: WORK,
  contact_lists: WORK,
  contacts: WORK,
  feed_runs: WORK,
  feeds: WORK,
  image_photos: WORK,
  images: WORK,
  post_targets: WORK,
  posts: WORK,
  report_shares: WORK,
  reports: WORK,
  sale_imports: WORK,
  sale_sets: WORK,
  templates: WORK,
  valuations: WORK,
  webhook_endpoints: WORK,
}

/** What we keep about a person, as JSON text in pieces: an object with an array per table. */
export async function* exportPerson(userId: number): AsyncGenerator<string> {
  yield '{'
  for (const [i, { table, by, without }] of personTables.entries()) {
    yield `${i === 0 ? '' : ','}\n${JSON.stringify(getTableName(table))}: `
    yield* jsonArray(readTable({ table, by, id: userId, without: without ?? [] }))
  }
  yield '}\n'
}
