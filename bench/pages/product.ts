import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type postgres from 'postgres'
import { createKey } from '@/lib/api/keys/create-key'
import { hashSessionToken } from '@/lib/auth/sign-in/adapter'
import { demoPeople } from '@/lib/core/demo-people'
import { findFreePort } from '@/local/ports'
import { startProduct } from '@/local/start/product'
import { startSettings } from '@/local/start/settings/settings'
import { openAccounts } from '../accounts.ts'
import { loadEntries } from '../load-entries.ts'

const DATA_DIR = join(import.meta.dirname, '..', '..', '.data', 'bench', 'product')
/** Enough for a hundred pages of the statement. */
const LONG_STATEMENT_ENTRIES = 10_000

export type Running = { url: string; pid: number; stop(): Promise<void> }

/**
 * Starts the production build with the demo's data on the bench's database, as `npm start` does. Jobs run in no process, so
 * that they take no time from the requests.
 */
export async function startBenchProduct(say: (line: string) => void, processes: number): Promise<Running> {
  const port = await findFreePort()
  Object.assign(process.env, {
    APP_ENV: 'demo',
    PORT: String(port),
    STRIPE_PORT: String(await findFreePort()),
    SMTP_PORT: String(await findFreePort()),
    MAIL_PORT: String(await findFreePort()),
    PG_PORT: String(await findFreePort()),
    DATA_DIR,
    SEED: '1',
    WORKER: 'separate',
    WEB_PROCESSES: String(processes),
    LIMITS_FACTOR: '1000',
  })
  const stops: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end()
  }
  const { url, webPid } = await startProduct(startSettings('start', process.env), {
    say,
    onDeath: (reason) => console.error(reason),
    onStarted: (_, end) => stops.push(end),
    signal: new AbortController().signal,
  })
  return { url, pid: webPid, stop }
}

/** Signs a person in by storing a session; returns the cookie of their browser. */
async function signIn(sql: postgres.Sql, userId: number): Promise<string> {
  const token = randomBytes(32).toString('hex')
  await sql`insert into auth_sessions (token_hash, user_id, expires_at)
    values (${hashSessionToken(token)}, ${userId}, now() + interval '1 day')`
  return `next-auth.session-token=${token}`
}

/** The owner of the demo's busiest workspace, with an API key. */
export async function signInOwner(sql: postgres.Sql): Promise<{ cookie: string; apiKey: string }> {
  const [owner] = await sql<{ userId: number; workspaceId: number }[]>`
    select m.user_id as "userId", m.workspace_id as "workspaceId" from members m join users u on u.id = m.user_id
    where u.email = ${demoPeople[0]?.email ?? ''}`
  if (!owner) throw new Error('The demo has no owner.')
  const { key } = await createKey({ ...owner, role: 'owner' }, { name: 'Bench', scopes: ['credits.read'] })
  return { cookie: await signIn(sql, owner.userId), apiKey: key }
}

/** The owner of a workspace with a long statement. */
export async function signInWithLongStatement(
  sql: postgres.Sql,
): Promise<{ cookie: string; entries: number }> {
  const [workspaceId = 0] = await openAccounts(sql, 1)
  await loadEntries(sql, workspaceId, LONG_STATEMENT_ENTRIES)
  await sql`insert into subscriptions (workspace_id, plan_key, status) values (${workspaceId}, 'scale', 'active')`
  const [user] = await sql<{ id: number }[]>`
    insert into users (email, name) values (${`${randomBytes(8).toString('hex')}@bench.test`}, 'Bench Owner') returning id`
  const userId = user?.id ?? 0
  await sql`insert into members (workspace_id, user_id, role) values (${workspaceId}, ${userId}, 'owner')`
  return { cookie: await signIn(sql, userId), entries: LONG_STATEMENT_ENTRIES }
}
