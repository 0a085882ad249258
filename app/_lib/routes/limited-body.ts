import { Refusal } from '@/lib/core/errors'

/** Deeper than any body we define. Deeper values could exhaust the stack of recursive code. */
const MAX_JSON_DEPTH = 32
/** More fields than any form sent to a route. */
const MAX_FORM_FIELDS = 50

/**
 * Reads a request body of at most `maxBytes`. A declared length over the limit is refused before anything is read. A
 * declared length within the limit is not trusted: reading stops as soon as the limit is passed.
 * @throws Refusal `body.too-large`
 */
export async function limitedBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length')) > maxBytes) throw tooLarge(maxBytes)
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > maxBytes) throw tooLarge(maxBytes)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Reads a limited body as text. */
export async function limitedText(request: Request, maxBytes: number): Promise<string> {
  return Buffer.from(await limitedBytes(request, maxBytes)).toString('utf8')
}

/**
 * Reads a limited body as a JSON object. An empty body counts as an empty object.
 * @throws Refusal `body.too-large`, `input`
 */
export async function limitedJson(request: Request, maxBytes: number): Promise<object> {
  const text = await limitedText(request, maxBytes)
  if (text.trim() === '') return {}
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    throw notAnObject()
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw notAnObject()
  refuseDeepValue(body)
  return body
}

/**
 * Reads a limited body as the fields of a plain HTML form (`application/x-www-form-urlencoded`).
 * @throws Refusal `body.too-large`, `input`
 */
export async function limitedForm(request: Request, maxBytes: number): Promise<URLSearchParams> {
  if (!isForm(request)) throw new Refusal('input', 'Expected form data (application/x-www-form-urlencoded).')
  const fields = new URLSearchParams(await limitedText(request, maxBytes))
  if (fields.size > MAX_FORM_FIELDS)
    throw new Refusal('input', `A form can have at most ${MAX_FORM_FIELDS} fields. Send fewer.`)
  return fields
}

export const isForm = (request: Request): boolean =>
  mediaType(request) === 'application/x-www-form-urlencoded'
export const isJson = (request: Request): boolean => mediaType(request) === 'application/json'

const mediaType = (request: Request) =>
  request.headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase() ?? ''

/** Iterates instead of recursing, because recursion would fail on the values it must refuse. */
function refuseDeepValue(body: object): void {
  let level: object[] = [body]
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > MAX_JSON_DEPTH)
      throw new Refusal(
        'input',
        `The body can be nested at most ${MAX_JSON_DEPTH} levels deep. Send a flatter body.`,
      )
    level = level.flatMap((value) =>
      Object.values(value).filter((part): part is object => typeof part === 'object' && part !== null),
    )
  }
}

const notAnObject = () => new Refusal('input', 'The body must be a JSON object.')
const tooLarge = (maxBytes: number) =>
  new Refusal('body.too-large', `The request is too large. The limit is ${formatSize(maxBytes)}.`)

const formatSize = (bytes: number) =>
  bytes < 1_000_000 ? `${Math.floor(bytes / 1_000)} kB` : `${Math.floor(bytes / 1_000_000)} MB`
