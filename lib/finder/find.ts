import { and, desc, eq, ilike, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { inWorkspace, type Queryable } from '@/db/client'
import { campaigns, contacts, images, listings, posts, reports, templates, valuations } from '@/db/schema'
import { containing } from '@/lib/core/paging/list-query'
import { formatDate } from '@/lib/core/text/format'
import { type Listing, titleOf } from '@/lib/feeds/listings/listing'
import type { Membership } from '@/lib/workspaces/members/membership'
import type { Found, FoundKind } from './views'

/** Of each kind, the newest. A longer text finds the others. */
const MOST_OF_A_KIND = 5

/** Work, listings and people of the workspace with this text in their name, newest first within a kind. */
export async function find(
  { workspaceId, timeZone }: Pick<Membership, 'workspaceId' | 'timeZone'>,
  search: string,
): Promise<Found[]> {
  const ofKind = (kind: FoundKind, path: string, rows: Promise<Row[]>) => listOf(kind, path, timeZone, rows)
  const part = containing(search)
  const named = (...columns: (PgColumn | SQL)[]) => or(...columns.map((column) => ilike(column, part)))
  const groups = await inWorkspace(workspaceId, (tx) =>
    Promise.all([
      ofKind(
        'report',
        '/reports',
        pick(
          tx,
          reports,
          workspaceId,
          sql`coalesce(${reports.title}, ${reports.areaName})`,
          named(reports.areaName, sql`coalesce(${reports.title}, '')`),
        ),
      ),
      ofKind(
        'valuation',
        '/valuations',
        pick(tx, valuations, workspaceId, valuations.label, named(valuations.label, valuations.zipCode)),
      ),
      ofKind(
        'image',
        '/images',
        pick(tx, images, workspaceId, images.title, and(isNewestVersion(workspaceId), named(images.title))),
      ),
      findListings(tx, workspaceId, named),
      ofKind('post', '/posts', pick(tx, posts, workspaceId, posts.title, named(posts.title))),
      ofKind(
        'campaign',
        '/campaigns',
        pick(tx, campaigns, workspaceId, campaigns.name, named(campaigns.name)),
      ),
      findContacts(tx, workspaceId, named),
      ofKind(
        'template',
        '/templates',
        pick(tx, templates, workspaceId, templates.name, named(templates.name)),
      ),
    ]),
  )
  return groups.flat()
}

type Named = (...columns: (PgColumn | SQL)[]) => SQL | undefined
type Row = { id: string; title: string; createdAt: Date }
type Table =
  | typeof reports
  | typeof valuations
  | typeof images
  | typeof posts
  | typeof campaigns
  | typeof templates

const pick = (
  tx: Queryable,
  table: Table,
  workspaceId: number,
  title: PgColumn | SQL,
  matching: SQL | undefined,
): Promise<Row[]> =>
  tx
    .select({ id: table.id, title: sql<string>`${title}`, createdAt: table.createdAt })
    .from(table)
    .where(
      and(
        eq(table.workspaceId, workspaceId),
        'deletedAt' in table ? isNull(table.deletedAt) : undefined,
        matching,
      ),
    )
    .orderBy(desc(table.createdAt), desc(table.id))
    .limit(MOST_OF_A_KIND)

/** Versions of an image have one name, and are one image to people. */
const isNewestVersion = (workspaceId: number) =>
  sql`not exists (select from ${images} newer where newer.workspace_id = ${workspaceId}
    and newer.root_id = ${images.rootId} and (newer.created_at, newer.id) > (${images.createdAt}, ${images.id}))`

async function listOf(
  kind: FoundKind,
  path: string,
  timeZone: string,
  rows: Promise<Row[]>,
): Promise<Found[]> {
  return (await rows).map(({ id, title, createdAt }) => ({
    kind,
    id,
    title,
    detail: formatDate(createdAt, timeZone),
    href: `${path}/${id}`,
  }))
}

/** A hidden street or suburb finds nothing, because the title that is shown would not say why. */
async function findListings(tx: Queryable, workspaceId: number, named: Named): Promise<Found[]> {
  const field = (name: string) => sql`${listings.data}->>${name}`
  const place = sql`concat_ws(' ', case when (${listings.data}->>'showsStreet')::boolean then ${listings.data}->>'street' end,
    case when ${listings.data}->>'hidesSuburb' is null then ${listings.data}->>'suburb' end)`
  const rows = await tx
    .select({ id: listings.id, data: listings.data, status: listings.status })
    .from(listings)
    .where(and(eq(listings.workspaceId, workspaceId), named(place, field('postcode'), field('headline'))))
    .orderBy(desc(listings.updatedAt), desc(listings.id))
    .limit(MOST_OF_A_KIND)
  return rows.map(({ id, data, status }) => ({
    kind: 'listing',
    id,
    title: titleOf(data as Listing),
    detail: status,
    href: `/listings/${id}`,
  }))
}

async function findContacts(tx: Queryable, workspaceId: number, named: Named): Promise<Found[]> {
  const name = sql<string>`concat_ws(' ', nullif(${contacts.firstName}, ''), nullif(${contacts.lastName}, ''))`
  const rows = await tx
    .select({ id: contacts.id, name, email: contacts.email })
    .from(contacts)
    .where(and(eq(contacts.workspaceId, workspaceId), named(name, contacts.email, contacts.phone)))
    .orderBy(desc(contacts.createdAt), desc(contacts.id))
    .limit(MOST_OF_A_KIND)
  return rows.map(({ id, name: shown, email }) => ({
    kind: 'contact',
    id,
    title: shown || email,
    detail: shown ? email : '',
    href: `/contacts/${id}`,
  }))
}
