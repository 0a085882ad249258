import { downloadName } from '@/lib/core/text/attachment'
import { networkRules, networks, type PostTexts } from '../shared/networks'
import { postSafely, type Reach } from './post-safely'
import { secretsOf, signatureOf } from './signature'

/** The content of a post, as every connector receives it. */
export type PostContent = {
  id: string
  title: string
  texts: PostTexts
  pictureUrl: string | null
  /** The page with the original of an altered photo. Every text has it, too. Null without one. */
  originalPhotoUrl: string | null
  scheduledAt: string | null
}

export type HandoffResult =
  /** A file for a member to download. */
  | { kind: 'file'; name: string; mediaType: string; text: string }
  | { kind: 'delivered'; answer: string }
  /** `again`: a retry can succeed. */
  | { kind: 'failed'; answer: string; again: boolean }

/** A way to publish posts. An integration with a network would be another connector. */
export type Connector = { publish(content: PostContent): Promise<HandoffResult> }

/** A file to download and publish by hand. `pictureFault`: why the picture was left out, if it was. */
export const download = (pictureFault: string | null): Connector => ({
  async publish({ title, texts, pictureUrl, originalPhotoUrl }) {
    const parts = networks
      .filter((network) => texts[network])
      .map((network) => `${networkRules[network].label}\n${'-'.repeat(24)}\n${texts[network]}`)
    const picture = pictureFault
      ? `No picture: the selected picture can’t be used (${pictureFault}).`
      : pictureUrl && `Picture: ${pictureUrl}`
    const original = originalPhotoUrl && !pictureFault ? `Original photo: ${originalPhotoUrl}` : ''
    const text = [title, ...parts, ...[picture, original].filter(Boolean)].join('\n\n')
    return {
      kind: 'file',
      name: downloadName(`Post ${title}`, 'txt'),
      mediaType: 'text/plain; charset=utf-8',
      text: `${text}\n`,
    }
  },
})

type Target = { workspaceId: number; id: string; url: string; secretVersion: number }
type Sending = { target: Target; deliveryId: string; now: Date; reach?: Reach | undefined }

/** Client errors that are worth a retry. */
const RETRYABLE = new Set([408, 409, 425, 429])

/** Sends a signed request to the agency's webhook. Every attempt has the same delivery id, so the receiver can skip repeats. */
export function webhook({ target, deliveryId, now, reach }: Sending): Connector {
  return {
    async publish(content) {
      const body = JSON.stringify({ type: 'post.publish', delivery: deliveryId, post: content })
      const headers = {
        'Content-Type': 'application/json',
        'User-Agent': 'MarketTrak-Posts/1',
        'X-Market-Trak-Delivery': deliveryId,
        'X-Market-Trak-Signature': signatureOf(secretsOf(target), body, now),
      }
      const answer = await postSafely(target.url, body, headers, reach)
      if (answer.status === null) return { kind: 'failed', answer: answer.reason, again: true }
      const { status } = answer
      if (status >= 200 && status < 300)
        return { kind: 'delivered', answer: `The server answered ${status}.` }
      const again = status >= 500 || RETRYABLE.has(status)
      return { kind: 'failed', answer: `The server answered ${status}.`, again }
    },
  }
}
