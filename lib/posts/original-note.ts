import type { Queryable } from '@/db/client'
import { originalOfImage } from '@/lib/files/original-photo'
import type { Post } from './change-post'
import { textsOf } from './post-version'
import { networks, type PostTexts } from './shared/networks'

/** A post with an altered photo carries a link to the original, in every text (R46). */
export async function originalUrlOf(
  tx: Queryable,
  { workspaceId, imageFile }: Pick<Post, 'workspaceId' | 'imageFile'>,
): Promise<string | null> {
  return originalOfImage(tx, workspaceId, imageFile)
}

/** The texts as they are published. */
export function textsToPublish(texts: PostTexts, originalUrl: string | null): PostTexts {
  if (!originalUrl) return texts
  const note = `Altered photo. Original: ${originalUrl}`
  return Object.fromEntries(
    networks.flatMap((network) => {
      const text = texts[network]
      return text ? [[network, text.includes(originalUrl) ? text : `${text}\n${note}`]] : []
    }),
  )
}

/** The texts of a post as they are published. */
export async function publishedTexts(
  tx: Queryable,
  post: Pick<Post, 'workspaceId' | 'imageFile' | 'texts'>,
): Promise<PostTexts> {
  return textsToPublish(textsOf(post.texts), await originalUrlOf(tx, post))
}
