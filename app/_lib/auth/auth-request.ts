import { NextRequest } from 'next/server'
import { isRefusal, Refusal } from '@/lib/core/errors'
import { logUnknown } from '@/lib/core/logging/log'
import { assertStorableText } from '@/lib/core/storable-text'
import { isForm, isJson, limitedForm, limitedJson } from '../routes/limited-body'

/** A sign-in request carries an address, a token, a return path and a CSRF token. */
const MAX_BODY_BYTES = 10_000

type Context = { params: Promise<{ nextauth: string[] }> }
type Handler = (request: NextRequest, context: Context) => Promise<Response>

/**
 * Adds limits in front of next-auth, which reads a body of any size before authentication. It only receives flat text
 * fields of a few kilobytes. Its client error log (`POST /api/auth/_log`) is discarded, because anyone could fill our log
 * with it.
 */
export function limitedAuthHandler(handler: Handler): Handler {
  return async (request, context) => {
    try {
      const { nextauth } = await context.params
      if (nextauth[0] === '_log') return Response.json({})
      assertStorableText([nextauth, [...request.nextUrl.searchParams]])
      return await handler(await limitedAuthRequest(request), context)
    } catch (error) {
      if (!isRefusal(error)) {
        const reference = logUnknown(error, 'auth')
        return Response.json(
          {
            error: `Something went wrong. Try again. If it keeps happening, contact us with reference ${reference}.`,
          },
          { status: 500 },
        )
      }
      const status = error.code === 'body.too-large' ? 413 : 400
      return Response.json({ error: error.publicMessage }, { status })
    }
  }
}

async function limitedAuthRequest(request: NextRequest): Promise<NextRequest> {
  if (request.method !== 'POST') return request
  const fields = await readFields(request)
  assertStorableText([...fields])
  const headers = new Headers(request.headers)
  headers.delete('content-length')
  headers.set('content-type', 'application/x-www-form-urlencoded')
  return new NextRequest(request.nextUrl, { method: 'POST', headers, body: fields.toString() })
}

async function readFields(request: NextRequest): Promise<URLSearchParams> {
  if (isForm(request)) return limitedForm(request, MAX_BODY_BYTES)
  // next-auth ignores a body of any other type, so it is not read.
  if (!isJson(request)) return new URLSearchParams()
  const fields = Object.entries(await limitedJson(request, MAX_BODY_BYTES))
  const isFlat = fields.every(([, value]) => typeof value !== 'object' || value === null)
  if (!isFlat) throw new Refusal('input', 'Every field of the body must be text.')
  return new URLSearchParams(fields.map(([name, value]): [string, string] => [name, String(value ?? '')]))
}
