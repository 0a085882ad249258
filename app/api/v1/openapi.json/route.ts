import { apiDocument } from '@/lib/api/document'
import { env } from '@/lib/core/settings/env'

export const dynamic = 'force-dynamic'

/** The public OpenAPI document. It contains no workspace data. */
export const GET = () => Response.json(apiDocument(env().APP_URL))
