import { apiDocument } from '@/lib/api/document'
import { env } from '@/lib/core/settings/env'

export const dynamic = 'force-dynamic'

/** What the API can do, for programs and those who write them. It tells nothing of any workspace. */
export const GET = () => Response.json(apiDocument(env().APP_URL))
