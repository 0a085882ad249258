import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { system } from '@/db/client'
import { users } from '@/db/schema'

export const PersonName = z.string().trim().min(1, 'Enter your name.').max(80, 'Use at most 80 characters.')

/** Changes the person's name, in all their workspaces. */
export async function renamePerson(userId: number, name: string): Promise<void> {
  await system().update(users).set({ name }).where(eq(users.id, userId))
}
