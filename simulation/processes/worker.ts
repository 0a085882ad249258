import { isRefusal } from '@/lib/core/errors'
import { post } from '@/lib/credits/post'
import type { Answer, Posted } from '@/simulation/ledger/run'

export type Request = { id: number; posts: Posted[] }
export type Response = { id: number; answers: Answer[] }

/** A separate process that uses the ledger like the product does. Ends with its parent, or when it is killed. */
process.on('message', ({ id, posts }: Request) => {
  Promise.all(posts.map(ask)).then((answers) => process.send?.({ id, answers } satisfies Response))
})
process.on('disconnect', () => process.exit(0))
process.send?.('ready')

async function ask({ workspaceId, command }: Posted): Promise<Answer> {
  try {
    return { outcome: await post(workspaceId, command) }
  } catch (error) {
    if (isRefusal(error, 'credits.unavailable')) return { unknown: error.message }
    return { failed: error instanceof Error ? `${error.name}: ${error.message}` : String(error) }
  }
}
