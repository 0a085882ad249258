import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type postgres from 'postgres'
import { E2E_DATA_DIR, product } from '../support/product'

/** Adds what the demo workspace lacks: a paid purchase, images, a valuation, contact imports, a post, listing photos, a Stripe event, an invitation and a webhook with a message, by `userId`. */
export async function addWork(
  tx: postgres.TransactionSql,
  { workspaceId, userId }: { workspaceId: number; userId: number },
): Promise<void> {
  await tx`update purchases set stripe_payment_intent_id = ${await paidAtStripe()} where workspace_id = ${workspaceId}`
  await addImage(tx, { workspaceId, userId }, 'ready')
  await addImage(tx, { workspaceId, userId }, 'cancelled')
  await tx`insert into valuations (workspace_id, id, label, zip_code, home, valued_on, status, hold_id, created_by)
    values (${workspaceId}, ${randomUUID()}, '8215 Ashworth Ave N', '98103', ${tx.json(HOME)}, '2015-01-01', 'cancelled',
      ${randomUUID()}, ${userId})`
  await tx`insert into campaigns (workspace_id, id, name, list_name, subject, body, status, paused_at, hold_id, recipients, quoted_credits, created_by)
    values (${workspaceId}, ${randomUUID()}, 'Paused news', 'Buyers', 'News', 'Hello', 'paused', now(), ${randomUUID()}, 1, 3, ${userId}),
      (${workspaceId}, ${randomUUID()}, 'Failed news', 'Buyers', 'News', 'Hello', 'refused', null, null, 1, 3, ${userId})`
  // Paused, so that no job writes while the walk looks for what was changed.
  await tx`insert into recurring_reports (workspace_id, id, name, area, period_days, list_name, subject, body, day_of_month,
      time_of_day, next_run_at, status, confirmed_by, created_by)
    values (${workspaceId}, ${randomUUID()}, 'Green Lake every month', ${tx.json({ kind: 'zip', zipCode: '98103' })}, 90,
      'Buyers', 'News', 'Hello', 9, '09:00', now() + interval '9 days', 'paused', ${userId}, ${userId})`
  await tx`insert into contact_imports (workspace_id, id, file_name, content, status, rows, created_by)
    values (${workspaceId}, ${randomUUID()}, 'people.csv', ${'email\nsam@agency.test'}, 'open', 1, ${userId})`
  await tx`insert into contact_imports (workspace_id, id, file_name, content, status, rows, added, created_by)
    values (${workspaceId}, ${randomUUID()}, 'clients.csv', '', 'done', 1, 1, ${userId})`
  await addSales(tx, { workspaceId, userId })
  await tx`insert into posts (workspace_id, id, title, status, texts, made_at)
    values (${workspaceId}, ${randomUUID()}, 'A garden home', 'draft', ${tx.json({ facebook: 'A garden home.' })}, now())`
  await tx`insert into problem_cases
      (workspace_id, id, work_kind, work_id, hold_id, title, reason, words, cost_credits, opened_by)
    values (${workspaceId}, ${randomUUID()}, 'report', ${randomUUID()}, ${randomUUID()}, 'Report for Green Lake', 'wrong-facts',
      'The median price is too low.', 20, ${userId})`
  await tx`insert into webhook_events (id, type, payload, status, workspace_id)
    values (${`evt_${randomUUID()}`}, 'invoice.paid', ${tx.json({ type: 'invoice.paid' })}, 'applied', ${workspaceId})`
  // On reports, and too large to limit anything.
  await tx`insert into spending_limits (workspace_id, kind, subject, most_credits) values (${workspaceId}, 'action', 1, 1000000)`
  // Stored already, so nothing is fetched.
  await tx`insert into listing_photos (workspace_id, url_hash, file_name)
    select workspace_id, encode(sha256(convert_to(data->'photoUrls'->>0, 'UTF8')), 'hex'), ${savePixel(workspaceId)}
    from listings where workspace_id = ${workspaceId} on conflict do nothing`
  // Off, so that no job writes while the walk looks for what was changed.
  const [endpointId, messageId] = [randomUUID(), `msg_${randomUUID()}`]
  await tx`insert into webhook_endpoints (workspace_id, id, url, description, events, enabled, disabled_reason, created_by)
    values (${workspaceId}, ${endpointId}, 'https://webhooks.invalid/events', 'Books', ${['work.ready']}, false, 'person',
      ${userId})`
  await tx`insert into webhook_messages (workspace_id, id, type, source_key, payload)
    values (${workspaceId}, ${messageId}, 'webhook.test', ${`test ${endpointId}`},
      ${tx.json({ type: 'webhook.test', timestamp: '2026-11-28T12:00:00.000Z', data: { message: 'Hello' } })})`
  const [delivery] = await tx`insert into webhook_deliveries
      (workspace_id, message_id, endpoint_id, status, attempts, last_status)
    values (${workspaceId}, ${messageId}, ${endpointId}, 'failed', 1, 500) returning id`
  await tx`insert into webhook_delivery_attempts (workspace_id, delivery_id, status, duration_ms, response)
    values (${workspaceId}, ${delivery?.id}, 500, 120, 'Something broke')`
  await tx`insert into invitations (workspace_id, email, role, token_hash, invited_by, expires_at)
    values (${workspaceId}, ${`${randomUUID()}@agency.test`}, 'member', ${sha256(randomUUID())}, ${userId},
      now() + interval '1 day')`
}

/** A data set with a sale, and an import that waits to be confirmed. */
async function addSales(
  tx: postgres.TransactionSql,
  { workspaceId, userId }: { workspaceId: number; userId: number },
): Promise<void> {
  const setId = randomUUID()
  await tx`insert into sale_sets (workspace_id, id, name, currency, area_unit, model_status, created_by)
    values (${workspaceId}, ${setId}, 'Cologne', 'eur', 'm2', 'declined', ${userId})`
  await tx`insert into own_sales (workspace_id, set_id, sale_key, parcel, sold_on, price, living_area, area)
    values (${workspaceId}, ${setId}, 'one', 'one', '2026-01-05', 450000, 92, '50667')`
  await tx`insert into sale_imports (workspace_id, id, file_name, format, content, rows, created_by)
    values (${workspaceId}, ${randomUUID()}, 'sales.csv', 'csv',
      ${gzipSync('date,price,area,zip\n2026-01-05,450000,92,50667')}, 1, ${userId})`
}

/** Adds a listing image, 'A garden home', with its file. */
export async function addImage(
  tx: postgres.TransactionSql,
  { workspaceId, userId }: { workspaceId: number; userId: number },
  status: 'ready' | 'cancelled',
  picture: Buffer = PIXEL,
): Promise<void> {
  const id = randomUUID()
  await tx`insert into images (workspace_id, id, root_id, action, brief, title, status, hold_id, file_name, model, created_by)
    values (${workspaceId}, ${id}, ${id}, 'image.generate', ${tx.json(BRIEF)}, 'A garden home', ${status},
      ${randomUUID()}, ${savePicture(workspaceId, picture)}, 'Test', ${userId})`
}

/** Creates a payment, so there is a receipt to redirect to. */
async function paidAtStripe(): Promise<string> {
  const response = await fetch(`${product().stripeUrl}/v1/payment_intents`, {
    method: 'POST',
    headers: { Authorization: 'Bearer sk_test_walk' },
    body: new URLSearchParams({
      amount: '6000',
      currency: 'usd',
      payment_method: 'pm_card_visa',
      confirm: 'true',
      'automatic_payment_methods[enabled]': 'true',
      'automatic_payment_methods[allow_redirects]': 'never',
    }),
  })
  const { id, status } = (await response.json()) as { id: string; status: string }
  if (status !== 'succeeded') throw new Error(`the payment is ${status}`)
  return id
}

const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest('hex')

/** One gray pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
)

export const folderOf = (workspaceId: number) =>
  join(E2E_DATA_DIR, 'files', 'workspaces', String(workspaceId))

const savePixel = (workspaceId: number) => savePicture(workspaceId, PIXEL)

function savePicture(workspaceId: number, picture: Buffer): string {
  const name = `${sha256(picture)}.png`
  const folder = join(folderOf(workspaceId), name.slice(0, 2))
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, name), picture)
  return name
}

const BRIEF = {
  headline: 'A garden home near Green Lake',
  address: '8215 Ashworth Ave N, Seattle',
  price: '$845,000',
  details: ['4 bed'],
  badge: 'Just listed',
  agency: 'Quillfeather',
  wish: 'a modern home',
  format: 'square',
  palette: 'forest',
  layout: 'cover',
  light: 'day',
  homeKind: 'house',
  finish: 'natural',
  waterside: false,
  focus: 'centre',
  zoom: 1,
  seed: 1,
}

const HOME = {
  zipCode: '98103',
  latitude: 47.68,
  longitude: -122.34,
  livingSqft: 1_950,
  basementSqft: 0,
  lotSqft: 4_000,
  bedrooms: 4,
  bathrooms: 2.5,
  floors: 2,
  yearBuilt: 1950,
  yearRenovated: 0,
  condition: 3,
  grade: 8,
  view: 0,
  waterfront: false,
}
