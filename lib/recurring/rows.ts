import { and, eq } from 'drizzle-orm'
import { recurringReports, type recurringRuns } from '@/db/schema'

export type Recurring = typeof recurringReports.$inferSelect
export type Run = typeof recurringRuns.$inferSelect

export const isRecurring = (workspaceId: number, id: string) =>
  and(eq(recurringReports.workspaceId, workspaceId), eq(recurringReports.id, id))
