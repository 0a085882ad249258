import type { z } from 'zod'
import type { ApiScope } from '@/db/schema/people/api-keys'
import type { UseKind } from '@/lib/rate-limits/count-member'
import type { ResponseName } from './responses'

/** docs/api-versioning.md says how long a deprecated operation keeps working. */
export type Deprecation = {
  /** The day it was deprecated, YYYY-MM-DD. */
  since: string
  /** The day it stops working; omitted while that is undecided. */
  sunset?: string
  /** The `operationId` to use instead. */
  replacement?: string
}

export type Operation = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  path: string
  scope: ApiScope
  summary: string
  input: z.ZodObject
  /** The schema of its JSON response; null if it returns a file. */
  response: ResponseName | null
  keyed?: boolean
  deprecated?: Deprecation
  /** The status of success, 200 if not given: 201 for a new object, 202 for work that continues. */
  status?: 200 | 201 | 202
  /** The body is a file of one of these types, read by the handler, instead of JSON. */
  upload?: readonly string[]
  /** It returns a file of one of these types. */
  file?: readonly string[]
  /** The limit it counts toward besides requests (R42). */
  limit?: UseKind
  /** An example of the JSON body. Tests validate it. */
  example?: Record<string, unknown>
}
