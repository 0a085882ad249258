'use server'

import { IdInput } from '@/app/_lib/actions/inputs'
import { workspaceAction } from '@/app/_lib/actions/workspace-action'
import { RecurringInput, ResumeInput } from '@/lib/recurring/recurring-input'
import {
  createRecurring,
  endRecurring,
  pauseRecurring,
  resumeRecurring,
} from '@/lib/recurring/save-recurring'

const permission = 'campaigns.send'
const revalidate = ['/recurring', '/calendar']

export const createRecurringReport = workspaceAction(
  'createRecurringReport',
  { input: RecurringInput, permission, revalidate },
  async (ctx, input) => {
    await createRecurring(ctx, input)
    return { redirectTo: '/recurring' }
  },
)

export const pauseRecurringReport = workspaceAction(
  'pauseRecurringReport',
  { input: IdInput, permission, revalidate },
  async (ctx, input) => {
    await pauseRecurring(ctx, input)
    return { message: 'Paused. Nothing is made or sent until you resume it.' }
  },
)

export const resumeRecurringReport = workspaceAction(
  'resumeRecurringReport',
  { input: ResumeInput, permission, revalidate },
  async (ctx, input) => {
    await resumeRecurring(ctx, input)
    return { message: 'Resumed. It runs in your name from now on.' }
  },
)

export const stopRecurringReport = workspaceAction(
  'stopRecurringReport',
  { input: IdInput, permission, revalidate },
  async (ctx, input) => {
    await endRecurring(ctx, input)
    return { message: 'Ended. What was made and sent stays.' }
  },
)
