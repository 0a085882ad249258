import { subMonths } from 'date-fns'
import { eq } from 'drizzle-orm'
import { system } from '@/db/client'
import { agentCards, members, purchases, subscriptions, users, workspaces } from '@/db/schema'
import { claimTrial, startTrial } from '@/lib/billing/catalog/trial'
import { demoPeople } from '@/lib/core/demo-people'
import { openCreditAccount } from '@/lib/credits/post'
import { writeHistory } from '@/lib/credits/read/history'
import { seedCases } from './cases.ts'
import { feedSpendCredits, seedFeed } from './feed/feed.ts'
import { moveDemoPhotos } from './feed/photos.ts'
import { seedImages } from './images.ts'
import { seedLimits } from './limits.ts'
import { seedMail } from './mail.ts'
import { type Past, pastOf } from './past.ts'
import { seedReports } from './reports.ts'
import { type Subscriber, seedStripe } from './stripe.ts'
import { seedValuations } from './valuations.ts'

const DAY_MS = 86_400_000

/** Seeds three workspaces that fill every screen with data: almost out of credits, on a trial, on monthly limits (R40). */
export async function seedDemo(): Promise<void> {
  const [present] = await system()
    .select()
    .from(users)
    .where(eq(users.email, demoPeople[0]?.email ?? ''))
  if (present) return moveDemoPhotos()
  const harbour = await seedHarbour()
  await seedNorthside()
  const keystone = await seedKeystone()
  await seedStripe([harbour, keystone])
}

async function seedHarbour(): Promise<Subscriber> {
  const { workspaceId, userIds } = await openWorkspace('Harbour & Hill Realty', 'America/Los_Angeles')
  // Two full cycles, and a third that is almost out of credits but not near its end.
  const anchor = twoMonthsBefore(19)
  await subscribeTo(workspaceId, 'growth', anchor, 2_000)
  const past = await pastOf({
    name: 'harbour',
    workspaceId,
    actors: userIds,
    from: anchor.getTime(),
    cycles: [
      { spend: 1_760, packCredits: 0 },
      { spend: 2_290, packCredits: 500 },
      // Together with the feed's spending, leaves the amount the calendar mentions.
      { spend: 1_864 - (await feedSpendCredits()), packCredits: 0 },
    ],
  })
  await savePast(workspaceId, 'Harbour & Hill Realty', past)
  await seedCases(workspaceId, past)
  for (const purchase of past.purchases) await system().insert(purchases).values(purchase)
  await seedMail({
    name: 'harbour',
    workspaceId,
    agencyName: 'Harbour & Hill Realty',
    actorId: userIds[0] ?? 0,
    people: 240,
    past: past.campaigns,
    // The last one needs more credits than will be left, so the calendar shows a warning.
    planned: [
      { name: 'Open homes this weekend', list: 0, inDays: 3, hour: 9 },
      { name: 'What your home is worth now', list: 1, inDays: 6, hour: 8 },
      { name: 'The month in figures', list: null, inDays: 9, hour: 10 },
    ],
  })
  await seedFeed({ workspaceId, userId: userIds[0] ?? 0, role: 'owner' }, past.posts)
  return { workspaceId, planKey: 'growth', from: anchor }
}

async function seedNorthside(): Promise<void> {
  const { workspaceId, userIds } = await openWorkspace('Northside Homes', 'America/Los_Angeles')
  const began = Date.now() - 5 * DAY_MS
  await startTrial(workspaceId, new Date(began))
  if (userIds[0]) await claimTrial(system(), userIds[0], workspaceId)
  const past = await pastOf({
    name: 'northside',
    workspaceId,
    actors: userIds,
    from: began,
    cycles: [{ spend: 40, packCredits: 0 }],
    only: 'report.generate',
  })
  await savePast(workspaceId, 'Northside Homes', past)
  const actorId = userIds[0] ?? 0
  await seedMail({ name: 'northside', workspaceId, agencyName: 'Northside Homes', actorId, people: 36 })
}

async function seedKeystone(): Promise<Subscriber> {
  const { workspaceId, userIds } = await openWorkspace('Keystone Lettings', 'America/Los_Angeles')
  const anchor = twoMonthsBefore(11)
  await subscribeTo(workspaceId, 'agency', anchor, 0)
  await writeHistory(workspaceId, [{ at: Date.now(), command: { type: 'touch' } }])
  await seedLimits({
    name: 'keystone',
    workspaceId,
    agencyName: 'Keystone Lettings',
    actorId: userIds[0] ?? 0,
    anchor,
  })
  return { workspaceId, planKey: 'agency', from: anchor }
}

async function openWorkspace(name: string, timeZone: string) {
  const db = system()
  const [workspace] = await db.insert(workspaces).values({ name, timeZone }).returning()
  if (!workspace) throw new Error('no workspace was inserted')
  const userIds: number[] = []
  for (const { email, name: personName, role } of demoPeople.filter((person) => person.workspace === name)) {
    const [user] = await db
      .insert(users)
      .values({ email, name: personName, emailVerifiedAt: new Date(), currentWorkspaceId: workspace.id })
      .returning()
    if (!user) throw new Error('no user was inserted')
    await db.insert(members).values({ workspaceId: workspace.id, userId: user.id, role })
    await db.insert(agentCards).values({
      workspaceId: workspace.id,
      userId: user.id,
      name: personName,
      phone: `(206) 555-01${String(10 + userIds.length).padStart(2, '0')}`,
      email,
      license: `WA ${24_100 + userIds.length}`,
    })
    userIds.push(user.id)
  }
  return { workspaceId: workspace.id, userIds }
}

/** Rounded to whole seconds, like Stripe's timestamps. */
function twoMonthsBefore(daysAgo: number): Date {
  const nowSeconds = Math.floor(Date.now() / 1000)
  return subMonths(new Date(nowSeconds * 1000 - daysAgo * DAY_MS), 2)
}

/** Sets the plan from its first day; the Stripe subscription follows after the past is seeded. */
async function subscribeTo(
  workspaceId: number,
  planKey: string,
  anchor: Date,
  allowance: number,
): Promise<void> {
  await system()
    .insert(subscriptions)
    .values({ workspaceId, planKey, status: 'active', currentPeriodStart: anchor })
  const terms = { allowance, fundedUntil: null, spendUntil: null }
  await openCreditAccount(workspaceId, anchor.getTime(), terms, 'America/Los_Angeles')
}

async function savePast(workspaceId: number, agencyName: string, past: Past): Promise<void> {
  await writeHistory(workspaceId, past.steps)
  await seedReports(workspaceId, past.reports)
  await seedValuations(workspaceId, past.valuations)
  await seedImages(workspaceId, agencyName, past.images)
}
