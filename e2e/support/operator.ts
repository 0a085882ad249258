import { createHash, randomBytes } from 'node:crypto'
import type { Page } from '@playwright/test'
import { signInAs, withDatabase } from './agency'

/** Signs in as the demo's configured operator. */
export async function signInAsOperator(page: Page): Promise<void> {
  const sessionToken = randomBytes(32).toString('hex')
  const tokenHash = createHash('sha256').update(sessionToken).digest('hex')
  const userId = await withDatabase(async (sql) => {
    await sql`insert into users (email, name) values ('operator@markettrak.test', 'Olu Operator') on conflict do nothing`
    const [user] = await sql`select id from users where email = 'operator@markettrak.test'`
    await sql`insert into auth_sessions (token_hash, user_id, expires_at)
      values (${tokenHash}, ${user?.id}, now() + interval '1 day')`
    return Number(user?.id)
  })
  await signInAs(page, { workspaceId: 0, userId, sessionToken })
}
