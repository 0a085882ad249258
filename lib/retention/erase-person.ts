import { and, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm'
import { type Database, system } from '@/db/client'
import { marketNow } from '@/db/product-time'
import {
  accountEmails,
  agentCards,
  alertLevels,
  auditEvents,
  authAccounts,
  authSessions,
  authVerificationTokens,
  billingContacts,
  emailChanges,
  invitations,
  members,
  notificationPreferences,
  notifications,
  userFactors,
  users,
  workspaces,
} from '@/db/schema'
import { lockPerson } from '@/lib/auth/email-change/store'
import { trialMarkOf } from '@/lib/auth/sign-in/earlier-trial'
import { notFound, Refusal } from '@/lib/core/errors'
import { log } from '@/lib/core/logging/log'
import { renderEmail } from '@/lib/email/render-email'
import { sendEmail } from '@/lib/email/transport'
import { operatorOf } from '@/lib/operators/operator'
import { removeMember } from '@/lib/workspaces/members/remove-member'

type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0]

/** What the ledger, the audit log and work show in place of the name. */
export const FORMER_MEMBER = 'Former member'

/**
 * Erases a person: they leave their workspaces, as if an admin had removed them, and their name and address are removed
 * everywhere. The row stays with its number, because the ledger and the audit log refer to it. The typed address confirms it.
 * @throws Refusal `account.email`, `account.operator`, `account.sole-owner`
 */
export async function erasePerson(userId: number, { email: typed }: { email: string }): Promise<void> {
  const [person] = await system()
    .select()
    .from(users)
    .where(and(eq(users.id, userId), isNull(users.erasedAt)))
  if (!person) throw notFound('account')
  assertConfirmed(person, typed)
  await assertNoSoleOwnership(userId)
  const memberships = await system().select().from(members).where(eq(members.userId, userId))
  // Leaving writes the name into what it stops, so the name goes first.
  await system().update(users).set({ name: FORMER_MEMBER }).where(eq(users.id, userId))
  try {
    for (const { workspaceId, role } of memberships)
      await removeMember({ workspaceId, userId, role }, { userId })
    await system().transaction(async (tx) => {
      // The person is in a table of every node, and their sessions refer to it: Citus then wants one step at a time (R53).
      await tx.execute(sql`set local citus.multi_shard_modify_mode to 'sequential'`)
      await eraseLocked(tx, person)
    })
  } catch (error) {
    await system().update(users).set({ name: person.name }).where(eq(users.id, userId))
    throw error
  }
  await sendGoodbye(person.email)
}

type Person = typeof users.$inferSelect

function assertConfirmed(person: Person, typed: string): void {
  if (person.email.toLowerCase() !== typed.trim().toLowerCase()) {
    throw new Refusal('account.email', 'The address doesn’t match. Type your email address to confirm.')
  }
  if (operatorOf(person)) {
    throw new Refusal(
      'account.operator',
      'This is an operator’s account. Remove its address from OPERATOR_EMAILS first.',
    )
  }
}

/** Workspaces that would have no owner left. */
export async function solelyOwned(userId: number): Promise<string[]> {
  const rows = await system()
    .select({ name: workspaces.name })
    .from(members)
    .innerJoin(workspaces, eq(workspaces.id, members.workspaceId))
    .where(
      and(
        eq(members.userId, userId),
        eq(members.role, 'owner'),
        sql`not exists (select from members other where other.workspace_id = ${members.workspaceId}
          and other.role = 'owner' and other.user_id <> ${userId})`,
      ),
    )
    .orderBy(workspaces.name)
  return rows.map(({ name }) => name)
}

async function assertNoSoleOwnership(userId: number): Promise<void> {
  const names = await solelyOwned(userId)
  if (names.length === 0) return
  throw new Refusal(
    'account.sole-owner',
    `You’re the only owner of ${names.join(', ')}. Transfer ownership or delete the workspace first.`,
  )
}

async function eraseLocked(tx: Transaction, person: Person): Promise<void> {
  const { id, name } = person
  const { email } = await lockPerson(tx, id)
  const [membership] = await tx.select().from(members).where(eq(members.userId, id)).limit(1)
  if (membership) {
    throw new Refusal('account.joined', `You just joined another workspace. Try again to leave it too.`)
  }
  await deleteOwnRows(tx, id, email)
  for (const workspaceId of await formerWorkspaces(tx, id))
    await replaceName(tx, workspaceId, { name, email })
  await tx
    .update(users)
    .set({
      email: `erased-${id}@erased.invalid`,
      name: FORMER_MEMBER,
      image: null,
      emailVerifiedAt: null,
      currentWorkspaceId: null,
      erasedAt: marketNow,
      trialMark: person.trialUsedAt ? trialMarkOf(email) : null,
    })
    .where(eq(users.id, id))
}

/** Every workspace they were in: what they did there is in its audit log, and so is that they left. */
async function formerWorkspaces(tx: Transaction, id: number): Promise<number[]> {
  const rows = await tx
    .selectDistinct({ workspaceId: auditEvents.workspaceId })
    .from(auditEvents)
    .where(
      or(
        eq(auditEvents.actorId, id),
        and(
          inArray(auditEvents.verb, ['member.left', 'member.removed']),
          eq(sql`${auditEvents.detail}->>'userId'`, String(id)),
        ),
      ),
    )
  return rows.map(({ workspaceId }) => workspaceId)
}

async function deleteOwnRows(tx: Transaction, id: number, email: string): Promise<void> {
  const changes = await tx
    .delete(emailChanges)
    .where(eq(emailChanges.userId, id))
    .returning({ oldEmail: emailChanges.oldEmail, newEmail: emailChanges.newEmail })
  const addresses = [email, ...changes.flatMap(({ oldEmail, newEmail }) => [oldEmail, newEmail])]
  for (const table of [authSessions, authAccounts, userFactors, accountEmails])
    await tx.delete(table).where(eq(table.userId, id))
  await tx.delete(authVerificationTokens).where(inArray(authVerificationTokens.identifier, addresses))
  // The photo of a card goes with the files of the deleted workspace that still has the card.
  for (const table of [notifications, notificationPreferences, alertLevels, agentCards])
    for (const workspaceId of await workspacesIn(tx, table, eq(table.userId, id)))
      await tx.delete(table).where(and(eq(table.workspaceId, workspaceId), eq(table.userId, id)))
  const isInvited = or(eq(invitations.email, email), eq(invitations.usedBy, id))
  for (const workspaceId of await workspacesIn(tx, invitations, isInvited))
    await tx.delete(invitations).where(and(eq(invitations.workspaceId, workspaceId), isInvited))
  const isBilled = eq(sql`lower(${billingContacts.email})`, email)
  for (const workspaceId of await workspacesIn(tx, billingContacts, isBilled))
    await tx
      .update(billingContacts)
      .set({ email: null, pushedEmail: null })
      .where(and(eq(billingContacts.workspaceId, workspaceId), isBilled))
}

type PersonalTable =
  | typeof notifications
  | typeof notificationPreferences
  | typeof alertLevels
  | typeof agentCards
  | typeof invitations
  | typeof billingContacts

/** Where a table has rows of this person. Each is then changed by a statement that names its workspace (R53). */
async function workspacesIn(
  tx: Transaction,
  table: PersonalTable,
  where: SQL | undefined,
): Promise<number[]> {
  const rows = await tx.selectDistinct({ workspaceId: table.workspaceId }).from(table).where(where)
  return rows.map(({ workspaceId }) => workspaceId)
}

/** Removes the name and address from what colleagues were told: texts that were written with the name in them. */
async function replaceName(
  tx: Transaction,
  workspaceId: number,
  { name, email }: { name: string; email: string },
): Promise<void> {
  for (const value of [name, email].filter((one) => one !== '')) {
    const [quoted, former] = [JSON.stringify(value), JSON.stringify(FORMER_MEMBER)]
    // The whole text, or the beginning of why something stopped (end-left-behind.ts).
    for (const [text, instead] of [
      [quoted, former],
      [`${quoted.slice(0, -1)}, who `, `${former.slice(0, -1)}, who `],
    ] as const)
      await tx.execute(sql`update notifications set data = replace(data::text, ${text}, ${instead})::jsonb
        where workspace_id = ${workspaceId} and position(${text} in data::text) > 0`)
    await tx.execute(sql`update usage_digests set content = replace(content::text, ${quoted}, ${former})::jsonb
      where workspace_id = ${workspaceId} and position(${quoted} in content::text) > 0`)
    await tx.execute(sql`update problem_cases
      set words = replace(words, ${value}, ${FORMER_MEMBER}), answer = replace(answer, ${value}, ${FORMER_MEMBER})
      where workspace_id = ${workspaceId} and position(${value} in words || coalesce(answer, '')) > 0`)
    for (const table of ['campaigns', 'posts', 'recurring_reports'].map((one) => sql.raw(one)))
      await tx.execute(sql`update ${table} set failure = ${FORMER_MEMBER} || substr(failure, length(${value}) + 1)
        where workspace_id = ${workspaceId} and starts_with(failure, ${`${value}, who `})`)
  }
}

/** The account is gone, so this email is not stored: if the server is down, the failure is only logged. */
async function sendGoodbye(email: string): Promise<void> {
  try {
    const content = {
      subject: 'Your Market Trak account was deleted',
      title: 'Your account was deleted',
      paragraphs: [
        'We removed your name and email address, and signed you out everywhere. Work you created stays with your former workspaces, without your name.',
        'If this wasn’t you, reply to this email.',
      ],
    }
    await sendEmail({ to: email, ...(await renderEmail(content)) })
  } catch (error) {
    log.error({ err: error }, 'the email about a deleted account was not sent')
  }
}
