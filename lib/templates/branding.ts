import { and, asc, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { inWorkspace } from '@/db/client'
import { auditEvents, brandings, members, users, workspaces } from '@/db/schema'
import type { WorkspaceContext } from '@/lib/core/context'
import type { BrandingInput } from './template-input'
import type { Branding } from './views'

const FIRST_COLOUR = '#17594e'

/** How the agency's mails look and who they are from; until it says so, its name and its owner's address. */
export async function readBranding({ workspaceId }: { workspaceId: number }): Promise<Branding> {
  return inWorkspace(workspaceId, async (tx) => {
    const [row] = await tx.select().from(brandings).where(eq(brandings.workspaceId, workspaceId))
    if (row) {
      const { agencyName, colour, replyTo, phone, website, postalAddress } = row
      return { agencyName, colour, replyTo, phone, website, postalAddress }
    }
    const [first] = await tx
      .select({ name: workspaces.name, email: users.email })
      .from(workspaces)
      .innerJoin(members, and(eq(members.workspaceId, workspaces.id), eq(members.role, 'owner')))
      .innerJoin(users, eq(users.id, members.userId))
      .where(eq(workspaces.id, workspaceId))
      .orderBy(asc(members.joinedAt))
      .limit(1)
    const { name = 'Your agency', email = '' } = first ?? {}
    return {
      agencyName: name,
      colour: FIRST_COLOUR,
      replyTo: email,
      phone: '',
      website: '',
      postalAddress: '',
    }
  })
}

export async function saveBranding(
  { workspaceId, userId }: WorkspaceContext,
  branding: z.output<typeof BrandingInput>,
): Promise<void> {
  await inWorkspace(workspaceId, async (tx) => {
    const row = { ...branding, changedAt: sql`market_now()` }
    await tx
      .insert(brandings)
      .values({ workspaceId, ...row })
      .onConflictDoUpdate({ target: brandings.workspaceId, set: row })
    await tx
      .insert(auditEvents)
      .values({ workspaceId, actorId: userId, verb: 'branding.save', detail: { ...branding } })
  })
}
