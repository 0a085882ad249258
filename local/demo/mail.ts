import { createHash } from 'node:crypto'
import { system } from '@/db/client'
import {
  campaignRecipients,
  campaigns,
  contactListMembers,
  contactLists,
  contactSuppressions,
  contacts,
  senderDetails,
  templates,
  workspaceBrands,
} from '@/db/schema'
import { library } from '@/lib/templates/library'
import type { PastCampaign } from './past.ts'
import { type PlannedCampaign, seedPlanned } from './planned.ts'
import { seededRandom, seedId } from './random.ts'
import { seedRecurring } from './recurring.ts'

type Options = {
  name: string
  workspaceId: number
  agencyName: string
  actorId: number
  people: number
  /** When the contact at this index was added; some time in the last two months by default. */
  addedAt?: (place: number) => number
  past?: readonly PastCampaign[]
  planned?: readonly PlannedCampaign[]
}

const DAY_MS = 86_400_000
const ROWS_PER_INSERT = 1_000
const FIRST = [
  'Ann',
  'Ben',
  'Carla',
  'Dev',
  'Elena',
  'Farid',
  'Grace',
  'Hugo',
  'Iris',
  'Jonas',
  'Kim',
  'Lena',
  'Maya',
  'Noah',
  'Olga',
  'Pete',
]
const LAST = [
  'Lee',
  'Park',
  'Silva',
  'Khan',
  'Brooks',
  'Meyer',
  'Rossi',
  'Novak',
  'Young',
  'Diaz',
  'Olsen',
  'Wright',
]
/** Index range of suppressed contacts. */
const SUPPRESSED = [3, 6] as const
const SOURCES = ['Open house', 'Website form', 'Past client', 'Newsletter sign-up']
const LISTS = ['Buyers', 'Owners']
const SUBJECTS = [
  'What sold in your street this month',
  'Three homes before they are everywhere',
  'The market in figures',
]

/** Responses of a mail server that rejects an email. */
const ANSWERS = ['550 5.1.1 No such mailbox here', '550 5.1.2 Unknown domain', '554 5.7.1 Not accepted']

/** Seeds contacts on two lists, templates and sent campaigns, like an agency after two months (R40). */
export async function seedMail(options: Options): Promise<void> {
  const { workspaceId, actorId, agencyName, name } = options
  const db = system()
  const people = peopleOf(options)
  for (let from = 0; from < people.length; from += ROWS_PER_INSERT)
    await db.insert(contacts).values(people.slice(from, from + ROWS_PER_INSERT))
  const lists = LISTS.map((list, i) => ({
    workspaceId,
    id: seedId(name, 'list', i),
    name: list,
    createdBy: actorId,
  }))
  await db.insert(contactLists).values(lists)
  const onLists = people.map(({ id }, i) => ({
    workspaceId,
    listId: seedId(name, 'list', listOf(i)),
    contactId: id,
  }))
  for (let from = 0; from < onLists.length; from += ROWS_PER_INSERT)
    await db.insert(contactListMembers).values(onLists.slice(from, from + ROWS_PER_INSERT))
  await db.insert(contactSuppressions).values(
    people.slice(...SUPPRESSED).map(({ email }, i) => ({
      workspaceId,
      emailHash: createHash('sha256').update(email).digest('hex'),
      email,
      reason: (['unsubscribed', 'bounced', 'unsubscribed'] as const)[i] ?? 'unsubscribed',
      at: new Date(Date.now() - (i + 2) * DAY_MS),
    })),
  )
  await db.insert(workspaceBrands).values({ workspaceId, agencyName, color: '#17594e' })
  await db.insert(senderDetails).values({
    workspaceId,
    replyTo: `hello@${name}.test`,
    phone: '(206) 555-0134',
    website: `https://${name}.test`,
    postalAddress: '1201 2nd Ave, Seattle, WA 98101',
  })
  const starts = library.filter(({ key }) => /just-listed|market-update/.test(key))
  await db.insert(templates).values(
    starts.map(({ kind, name: title, subject, body }, i) => ({
      workspaceId,
      id: seedId(name, 'template', i),
      kind,
      name: title,
      subject,
      body,
      createdBy: actorId,
    })),
  )
  for (const [i, campaign] of (options.past ?? []).entries()) await seedCampaign(options, people, campaign, i)
  const mailed = people.filter((_, i) => i < SUPPRESSED[0] || i >= SUPPRESSED[1])
  for (const [i, planned] of (options.planned ?? []).entries()) {
    const { list } = planned
    const those = list === null ? mailed : mailed.filter((person) => listOf(people.indexOf(person)) === list)
    const listName = list === null ? 'All contacts' : (LISTS[list] ?? '')
    await seedPlanned(options, those, { ...planned, number: i, listName })
  }
  if (options.planned?.length) await seedRecurring(options, LISTS[0] ?? '')
  await seedDraft(options)
}

function peopleOf({ name, workspaceId, actorId, people, addedAt: addedAtOf }: Options) {
  const random = seededRandom(`${name}:people`)
  const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)] ?? ''
  return Array.from({ length: people }, (_, i) => {
    const [firstName, lastName] = [pick(FIRST), pick(LAST)]
    const someTime = Date.now() - (5 + Math.floor(random() * 50)) * DAY_MS
    const addedAt = new Date(addedAtOf?.(i) ?? someTime)
    return {
      workspaceId,
      id: seedId(name, 'contact', i),
      email: `${firstName}.${lastName}.${i + 1}@example.test`.toLowerCase(),
      firstName,
      lastName,
      tags: i % 3 === 0 ? ['owner'] : i % 5 === 0 ? ['buyer', 'first home'] : ['buyer'],
      consentSource: pick(SOURCES),
      consentAt: new Date(addedAt.toISOString().slice(0, 10)),
      createdBy: actorId,
      createdAt: addedAt,
      changedAt: addedAt,
    }
  })
}

/** Index of a contact's list in LISTS. */
const listOf = (place: number) => (place % 3 === 0 ? 1 : 0)

type Person = ReturnType<typeof peopleOf>[number]

async function seedCampaign({ workspaceId }: Options, people: Person[], past: PastCampaign, number: number) {
  const { id, holdId, actorId, at, units, accepted } = past
  const template = library.find(({ key }) => key === 'email-market-update')
  const when = new Date(at)
  await system()
    .insert(campaigns)
    .values({
      workspaceId,
      id,
      name: SUBJECTS[number % SUBJECTS.length] ?? 'News',
      listName: 'All contacts',
      subject: SUBJECTS[number % SUBJECTS.length] ?? 'News',
      body: template?.body ?? 'News',
      details: { area: 'Green Lake', figure: 'a median of $612,000', agent_name: 'Olivia Hart' },
      status: 'sent',
      recipients: units,
      quotedCredits: null,
      holdId,
      createdBy: actorId,
      createdAt: when,
      startedAt: when,
      finishedAt: new Date(at + units * 60),
    })
  const rows = Array.from({ length: units }, (_, i) => {
    const person = people[i % people.length]
    return {
      workspaceId,
      campaignId: id,
      position: i + 1,
      contactId: person?.id ?? id,
      email: person?.email ?? null,
      firstName: person?.firstName ?? '',
      lastName: person?.lastName ?? '',
      ...(i < accepted
        ? { status: 'accepted' as const }
        : { status: 'rejected' as const, answer: ANSWERS[i % ANSWERS.length] ?? null }),
      attempts: 1,
      settledAt: when,
    }
  })
  await system().insert(campaignRecipients).values(rows)
}

async function seedDraft({ workspaceId, name, actorId }: Options): Promise<void> {
  const template = library.find(({ key }) => key === 'email-just-listed')
  if (!template) return
  await system()
    .insert(campaigns)
    .values({
      workspaceId,
      id: seedId(name, 'draft', 0),
      name: 'New on Ashworth Avenue',
      listId: seedId(name, 'list', 0),
      listName: 'Buyers',
      subject: template.subject,
      body: template.body,
      details: {
        area: 'Green Lake',
        property_address: '8215 Ashworth Ave N, Seattle',
        property_price: '$845,000',
        property_facts: '4 bed, 2.5 bath, 1,950 sq ft',
        property_url: `https://${name}.test/homes/8215-ashworth`,
        agent_name: 'Olivia Hart',
      },
      createdBy: actorId,
    })
}
