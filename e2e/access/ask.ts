import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { E2E_DIST_DIR, product } from '../support/product'
import { addressOf, foundActions } from './discover'

/** Who asks: by the cookie of a session, by the key of a program, or as nobody. */
export type Asker = { sessionToken?: string; key?: string }
export type Answered = { status: number; location: string; body: string; code: string }

type Fields = readonly (readonly [string, string | Blob])[]

/** Long enough for any page of ours; an event stream is left as soon as it has begun. */
const READ_LIMIT = 2_000_000

export async function ask(
  { sessionToken, key }: Asker,
  method: string,
  address: string,
  { body, headers }: { body?: FormData | string; headers?: Record<string, string> } = {},
): Promise<Answered> {
  const { url } = product()
  const send = () =>
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
  // A kept connection may be closed just as it is used again; then nothing was heard of the request.
  const answer = await send().catch(send)
  const text = await textOf(answer)
  return {
    status: answer.status,
    location: answer.headers.get('location') ?? answer.headers.get('x-action-redirect') ?? '',
    body: text,
    code: /"code":"([\w.-]+)"/.exec(text)?.[1] ?? '',
  }
}

async function textOf(answer: Response): Promise<string> {
  if (answer.headers.get('content-type')?.startsWith('text/event-stream')) {
    await answer.body?.cancel()
    return ''
  }
  return (await answer.text()).slice(0, READ_LIMIT)
}

/**
 * Sends a form to a server action just as the browser does: as the second of its arguments, after the state before.
 * `given` are other arguments than that, as they are written on the wire.
 */
export async function act(asker: Asker, name: string, fields: Fields, given?: string): Promise<Answered> {
  const { id, address, takesState } = actionOf(name)
  const body = new FormData()
  for (const [field, value] of fields) body.append(`_1_${field}`, value)
  body.append('0', given ?? (takesState ? '[null,"$K1"]' : '["$K1"]'))
  return ask(asker, 'POST', address, { body, headers: { 'Next-Action': id, Accept: 'text/x-component' } })
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

/** What the build says of actions, under the names of the matrix. One that the matrix cannot name is an error. */
function builtActions(): Map<string, BuiltAction> {
  const file = join(import.meta.dirname, '../..', E2E_DIST_DIR, 'server/server-reference-manifest.json')
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest
  const known = foundActions()
  return new Map(
    Object.entries(manifest.node).map(([id, { filename, exportedName, workers }]) => {
      // A function in a page has no name of its own in the build.
      const inline = exportedName.startsWith('$$')
      const name = inline
        ? known.find((one) => one.startsWith(`${filename} `))
        : known.find((one) => one === `${filename} ${exportedName}`)
      if (!name)
        throw new Error(`the build has an action that was not found in app/: ${filename} ${exportedName}`)
      const page = `${Object.keys(workers)[0] ?? ''}.tsx`
      const address = addressOf(page).replaceAll(/\[[^\]]+\]/g, '00000000-0000-4000-8000-000000000000')
      return [name, { id, address, takesState: !inline }]
    }),
  )
}
