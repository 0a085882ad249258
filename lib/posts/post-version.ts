import { hash } from 'node:crypto'
import type { posts } from '@/db/schema'
import { Refusal } from '@/lib/core/errors'
import { networks, type PostTexts } from './shared/networks'

type Post = typeof posts.$inferSelect

type Content = Pick<Post, 'title' | 'texts' | 'imageFile' | 'photoUrl'>

/** Identifies what would be published: title, texts and picture. The same content has the same version. */
export function versionOfPost({ title, texts, imageFile, photoUrl }: Content): string {
  const stored = textsOf(texts)
  const content = [title, networks.map((network) => stored[network] ?? null), imageFile, photoUrl]
  return hash('sha256', JSON.stringify(content), 'hex')
}

/** A decision only counts for the content that the member saw. @throws Refusal `post.changed` */
export function assertVersion(post: Post, version: string): void {
  if (versionOfPost(post) === version) return
  throw new Refusal('post.changed', 'This post changed since you opened it. Review it again.')
}

/** The texts of a row, for the known networks. */
export function textsOf(stored: unknown): PostTexts {
  const texts = (stored ?? {}) as Record<string, unknown>
  return Object.fromEntries(
    networks.flatMap((network) => {
      const text = texts[network]
      return typeof text === 'string' && text !== '' ? [[network, text]] : []
    }),
  )
}
