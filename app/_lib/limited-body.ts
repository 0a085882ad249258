import { Refusal } from '@/lib/core/errors'

/**
 * The body of a request from outside as text, never more than `maxBytes` of it: what a sender says of its length is not
 * believed, and reading ends where the limit is passed.
 * @throws Refusal `body.too-large`
 */
export async function limitedText(request: Request, maxBytes: number): Promise<string> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of request.body ?? []) {
    size += piece.byteLength
    if (size > maxBytes)
      throw new Refusal('body.too-large', `This takes at most ${Math.floor(maxBytes / 1000)} kB.`)
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}
