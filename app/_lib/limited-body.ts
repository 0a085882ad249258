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

const sizeWords = (bytes: number) =>
  bytes < 1_000_000 ? `${Math.floor(bytes / 1_000)} kB` : `${Math.floor(bytes / 1_000_000)} MB`
