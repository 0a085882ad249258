import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Queryable } from '@/db/client'
import { type CapKind, capKinds } from '@/db/schema/billing/spending-limits'

export const CAP_SET = 'cap.set'
export const CAP_ASKED = 'cap.asked'

export type CapAsk = { kind: CapKind; subject: number; userId: number; at: Date; day: string }

const Row = z.object({
  userId: z.number(),
  at: z.coerce.date(),
  detail: z.object({ kind: z.enum(capKinds), subject: z.number(), day: z.string() }),
})

/** Who asked for more of which cap and got no answer yet, oldest first. Any change of the cap is an answer. */
export async function openAsks(db: Queryable, workspaceId: number): Promise<CapAsk[]> {
  const rows = await db.execute(sql`
    select actor_id as "userId", at, detail from audit_events asked
    where workspace_id = ${workspaceId} and verb = ${CAP_ASKED} and not exists (
      select from audit_events answer
      where answer.workspace_id = asked.workspace_id and answer.verb = ${CAP_SET} and answer.at >= asked.at
        and answer.detail ->> 'kind' = asked.detail ->> 'kind'
        and answer.detail ->> 'subject' = asked.detail ->> 'subject')
    order by at`)
  return z
    .array(Row)
    .parse([...rows])
    .map(({ userId, at, detail }) => ({ ...detail, userId, at }))
}
