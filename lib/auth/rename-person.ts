import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { system } from '@/db/client'
import { users } from '@/db/schema'

export const PersonName = z
  .string()
  .trim()
  .min(1, 'Tell us your name.')
  .max(80, 'A name has at most 80 characters.')

/** What colleagues call the person, in every workspace. */
export async function renamePerson(userId: number, name: string): Promise<void> {
  await system().update(users).set({ name }).where(eq(users.id, userId))
}
