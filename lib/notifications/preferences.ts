import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { inWorkspace } from '@/db/client'
import { notificationPreferences } from '@/db/schema'
import { type NotificationKind, notificationKinds } from '@/db/schema/people/notifications'
import type { WorkspaceContext } from '@/lib/core/context'
import { defaultChannels, kinds, kindsFor } from './kinds'

export type Preference = {
  kind: NotificationKind
  label: string
  when: string
  inApp: boolean
  byMail: boolean
}

/** This person's notification settings in this workspace: their choices, or the defaults of their role. */
export async function readPreferences(ctx: WorkspaceContext): Promise<Preference[]> {
  const chosen = await inWorkspace(ctx.workspaceId, (tx) =>
    tx
      .select()
      .from(notificationPreferences)
      .where(
        and(
          eq(notificationPreferences.workspaceId, ctx.workspaceId),
          eq(notificationPreferences.userId, ctx.userId),
        ),
      ),
  )
  return kindsFor(ctx.role).map((kind) => {
    const { inApp, byMail } = chosen.find((row) => row.kind === kind) ?? defaultChannels(ctx.role, kind)
    const { label, when } = kinds[kind]
    return { kind, label, when, inApp, byMail }
  })
}

/** A form's checked boxes: one is a string, several are a list, none is undefined. */
const checkedKinds = z
  .union([z.enum(notificationKinds), z.array(z.enum(notificationKinds))])
  .optional()
  .transform((value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]))

export const PreferencesInput = z.object({ inApp: checkedKinds, byMail: checkedKinds })
export type PreferencesInput = z.output<typeof PreferencesInput>

/** Saves this person's choices. Kinds that are not for their role are unchanged. */
export async function savePreferences(ctx: WorkspaceContext, input: PreferencesInput): Promise<void> {
  const { workspaceId, userId } = ctx
  await inWorkspace(workspaceId, async (tx) => {
    for (const kind of kindsFor(ctx.role)) {
      const set = { inApp: input.inApp.includes(kind), byMail: input.byMail.includes(kind) }
      await tx
        .insert(notificationPreferences)
        .values({ workspaceId, userId, kind, ...set })
        .onConflictDoUpdate({
          target: [
            notificationPreferences.workspaceId,
            notificationPreferences.userId,
            notificationPreferences.kind,
          ],
          set,
        })
    }
  })
}
