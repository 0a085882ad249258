import { z } from 'zod'

export const WorkspaceName = z
  .string()
  .trim()
  .min(1, 'Give the workspace a name.')
  .max(80, 'A name has at most 80 characters.')
