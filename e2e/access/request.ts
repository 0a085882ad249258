import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { E2E_DIST_DIR, product } from '../support/product'
import { addressOf, foundActions } from './discover'

/** The caller: a session cookie, an API key, or neither. */
export type Caller = { sessionToken?: string; key?: string }
export type Outcome = { status: number; location: string; body: string; code: string }

type Fields = readonly (readonly [string, string | Blob])[]

/** Longer than any of our pages. Event streams are canceled immediately. */
const READ_LIMIT = 2_000_000

export async function send(
  { sessionToken, key }: Caller,
  method: string,
  address: string,
  { body, headers }: { body?: FormData | string; headers?: Record<string, string> } = {},
): Promise<Outcome> {
  const { url } = product()
  const request = () =>
    fetch(`${url}${address}`, {
      method,
      redirect: 'manual',
      headers: {
        Origin: url,
        ...(sessionToken && { Cookie: `next-auth.session-token=${sessionToken}` }),
        ...(key && { Authorization: `Bearer ${key}` }),
        ...headers,
      },
      body,
    })
  // A kept-alive connection can be closed as it is reused, before the request arrives.
  const response = await request().catch(request)
  const text = await textOf(response)
  return {
    status: response.status,
    location: response.headers.get('location') ?? response.headers.get('x-action-redirect') ?? '',
    body: text,
    code: /"code":"([\w.-]+)"/.exec(text)?.[1] ?? '',
  }
}

async function textOf(response: Response): Promise<string> {
  if (response.headers.get('content-type')?.startsWith('text/event-stream')) {
    await response.body?.cancel()
    return ''
  }
  return (await response.text()).slice(0, READ_LIMIT)
}

/**
 * Sends a form to a server action like the browser does: as the second argument, after the previous state. `rawArguments`
 * replaces the arguments in wire format.
 */
export async function act(
  caller: Caller,
  name: string,
  fields: Fields,
  rawArguments?: string,
): Promise<Outcome> {
  const { id, address, takesState } = actionOf(name)
  const body = new FormData()
  for (const [field, value] of fields) body.append(`_1_${field}`, value)
  body.append('0', rawArguments ?? (takesState ? '[null,"$K1"]' : '["$K1"]'))
  const outcome = await send(caller, 'POST', address, {
    body,
    headers: { 'Next-Action': id, Accept: 'text/x-component' },
  })
  // The page is rendered again after an action, and may have codes of its own, such as those of countries.
  return { ...outcome, code: /"ok":false,"code":"([\w.-]+)"/.exec(outcome.body)?.[1] ?? '' }
}

type Manifest = {
  node: Record<string, { filename: string; exportedName: string; workers: Record<string, unknown> }>
}
type BuiltAction = { id: string; address: string; takesState: boolean }
let built: Map<string, BuiltAction> | undefined

function actionOf(name: string): BuiltAction {
  built ??= builtActions()
  const found = built.get(name)
  if (!found) throw new Error(`${name} is not in the build: no page uses it`)
  return found
}

/** The actions in the build, by their names in the matrix. An unknown action is an error. */
function builtActions(): Map<string, BuiltAction> {
  const file = join(import.meta.dirname, '../..', E2E_DIST_DIR, 'server/server-reference-manifest.json')
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest
  const known = foundActions()
  return new Map(
    Object.entries(manifest.node).map(([id, { filename, exportedName, workers }]) => {
      // An inline function in a page has no name in the build.
      const inline = exportedName.startsWith('$$')
      const name = inline
        ? known.find((name) => name.startsWith(`${filename} `))
        : known.find((name) => name === `${filename} ${exportedName}`)
      if (!name)
        throw new Error(`the build has an action that was not found in app/: ${filename} ${exportedName}`)
      const page = `${Object.keys(workers)[0] ?? ''}.tsx`
      const address = addressOf(page).replaceAll(/\[[^\]]+\]/g, '00000000-0000-4000-8000-000000000000')
      return [name, { id, address, takesState: !inline }]
    }),
  )
}
