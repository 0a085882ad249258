import { downloadName } from '@/lib/core/text/attachment'
import { networkRules, networks, type PostTexts } from '../shared/networks'
import { postSafely, type Reach } from './post-safely'
import { secretOf, signatureOf } from './signature'

/** A post as it leaves: what any connector needs, and nothing of how it came about. */
export type PostContent = {
  id: string
  title: string
  texts: PostTexts
  pictureUrl: string | null
  scheduledAt: string | null
}

export type Handed =
  /** For somebody to take along. */
  | { kind: 'file'; name: string; mediaType: string; text: string }
  | { kind: 'delivered'; answer: string }
  /** `again`: it may work later. */
  | { kind: 'failed'; answer: string; again: boolean }

/** A way for posts to leave. A network of its own would be one more of these. */
export type Connector = { hand(content: PostContent): Promise<Handed> }

/** To be downloaded and put on the networks by hand. `pictureFault`: why its picture was left out, if it was. */
export const download = (pictureFault: string | null): Connector => ({
  async hand({ title, texts, pictureUrl }) {
    const parts = networks
      .filter((network) => texts[network])
      .map((network) => `${networkRules[network].label}\n${'-'.repeat(24)}\n${texts[network]}`)
    const picture = pictureFault
      ? `No picture: the one that was chosen can’t be used (${pictureFault}).`
      : pictureUrl && `Picture: ${pictureUrl}`
    const text = [title, ...parts, ...(picture ? [picture] : [])].join('\n\n')
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

/** Answers that will be the same the next time; the rest is tried again. */
const LATER = new Set([408, 409, 425, 429])

/** To an address of the agency's own, signed. The delivery's id is the same at every try, so that one is taken once. */
export function webhook({ target, deliveryId, now, reach }: Sending): Connector {
  return {
    async hand(content) {
      const body = JSON.stringify({ type: 'post.publish', delivery: deliveryId, post: content })
      const headers = {
        'Content-Type': 'application/json',
        'User-Agent': 'MarketTrak-Posts/1',
        'X-Market-Trak-Delivery': deliveryId,
        'X-Market-Trak-Signature': signatureOf(secretOf(target), body, now),
      }
      const answer = await postSafely(target.url, body, headers, reach)
      if (answer.status === null) return { kind: 'failed', answer: answer.why, again: true }
      const { status } = answer
      if (status >= 200 && status < 300) return { kind: 'delivered', answer: `It answered ${status}.` }
      const again = status >= 500 || LATER.has(status)
      return { kind: 'failed', answer: `It answered ${status}.`, again }
    },
  }
}

/** "New in Green Lake!" is new-in-green-lake.txt. */
