import { hash } from 'node:crypto'
import type { posts } from '@/db/schema'
import { Refusal } from '@/lib/core/errors'
import { networks, type PostTexts } from './shared/networks'

type Post = typeof posts.$inferSelect

type Content = Pick<Post, 'title' | 'texts' | 'imageFile' | 'photoUrl'>

/** Names what would be published: title, texts and picture. The same content has the same version. */
export function versionOfPost({ title, texts, imageFile, photoUrl }: Content): string {
  const words = textsOf(texts)
  const content = [title, networks.map((network) => words[network] ?? null), imageFile, photoUrl]
  return hash('sha256', JSON.stringify(content), 'hex')
}

/** A decision holds for the content the person saw, and for no other. @throws Refusal `post.changed` */
export function assertVersion(post: Post, version: string): void {
  if (versionOfPost(post) === version) return
  throw new Refusal('post.changed', 'This post changed since you opened it. Review it again.')
}

/** The words of a row, by the networks that are known. */
export function textsOf(stored: unknown): PostTexts {
  const texts = (stored ?? {}) as Record<string, unknown>
  return Object.fromEntries(
    networks.flatMap((network) => {
      const text = texts[network]
      return typeof text === 'string' && text !== '' ? [[network, text]] : []
    }),
  )
}
