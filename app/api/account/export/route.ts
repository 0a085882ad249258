import { personRoute } from '@/app/_lib/routes/person-route'
import { textStream } from '@/app/_lib/routes/text-stream'
import { noInput } from '@/app/_lib/routes/workspace-route'
import { log } from '@/lib/core/logging/log'
import { fileHeaders } from '@/lib/core/text/attachment'
import { exportPerson } from '@/lib/retention/export/export-person'

/** What we keep about the signed-in person, as a JSON file. */
export const GET = personRoute(
  { input: noInput, recentSignIn: true, limit: 'account-export' },
  async ({ id }) => {
    log.info({ userId: id }, 'a person downloads their data')
    return new Response(textStream(exportPerson(id)), {
      headers: fileHeaders('Market Trak account.json', 'application/json; charset=utf-8'),
    })
  },
)
