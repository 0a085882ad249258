import { Refusal } from '@/lib/core/errors'

/**
 * The body of a request from outside, never more than `maxBytes` of it: what a sender says of its length is not believed,
 * and reading ends where the limit is passed.
 * @throws Refusal `body.too-large`
 */
export async function limitedBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of request.body ?? []) {
    size += piece.byteLength
    if (size > maxBytes) throw new Refusal('body.too-large', `This takes at most ${sizeWords(maxBytes)}.`)
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

/** The same as text. */
export async function limitedText(request: Request, maxBytes: number): Promise<string> {
  return Buffer.from(await limitedBytes(request, maxBytes)).toString('utf8')
}

/**
 * The same as a JSON object; an empty body is as good as an empty object.
 * @throws Refusal `body.too-large`, `input`
 */
export async function limitedJson(request: Request, maxBytes: number): Promise<object> {
  const text = await limitedText(request, maxBytes)
  if (text.trim() === '') return {}
  try {
    const body: unknown = JSON.parse(text)
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body
  } catch {
    // Said below, without the parser's words.
  }
  throw new Refusal('input', 'The body must be a JSON object.')
}

const sizeWords = (bytes: number) =>
  bytes < 1_000_000 ? `${Math.floor(bytes / 1_000)} kB` : `${Math.floor(bytes / 1_000_000)} MB`
