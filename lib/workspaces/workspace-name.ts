import { z } from 'zod'

export const WorkspaceName = z
  .string()
  .trim()
  .min(1, 'Enter a workspace name.')
  .max(80, 'Use at most 80 characters.')
