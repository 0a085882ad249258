import type { WorkspaceContext } from '@/lib/core/context'
import { env } from '@/lib/core/settings/env'
import { downloadName } from '@/lib/core/text/attachment'
import { zipFiles } from '@/lib/core/zip-files'
import { readFile } from '@/lib/files/files'
import { largePhoto } from '@/lib/files/web-photo'
import { networks } from '../shared/networks'
import { type ExportedPost, readExport } from './export-post'

/** What networks show in one post, and few enough to fetch while someone waits. */
const MOST_PICTURES = 5
/** All pictures together. */
const TIME_LIMIT_MS = 40_000

/**
 * A post as a ZIP file: a text for each network, all of them in one, and its pictures in the size networks ask for. Pictures are
 * fetched one at a time while the file is sent, so that only one is in memory.
 * @throws as `readExport`, before the file begins
 */
export async function zipPost(
  ctx: WorkspaceContext,
  id: string,
  allowedHosts: readonly string[] = env().OUTBOUND_ALLOWED_HOSTS,
): Promise<{ name: string; pieces: AsyncGenerator<Uint8Array> }> {
  const exported = await readExport(ctx, id)
  return {
    name: downloadName(`Post ${exported.post.title}`, 'zip'),
    pieces: zipFiles(filesOf(ctx.workspaceId, exported, allowedHosts)),
  }
}

async function* filesOf(
  workspaceId: number,
  { post, content, fault, photos, file }: ExportedPost,
  allowedHosts: readonly string[],
): AsyncGenerator<{ name: string; bytes: Uint8Array }> {
  const encoder = new TextEncoder()
  for (const network of networks) {
    const text = content.texts[network]
    if (text) yield { name: `${network}.txt`, bytes: encoder.encode(`${text}\n`) }
  }
  const missing: string[] = []
  if (!fault) {
    if (post.imageFile) {
      const bytes = await readFile(workspaceId, post.imageFile)
      if (bytes) yield { name: `picture.${post.imageFile.split('.').at(-1)}`, bytes }
    } else if (post.photoUrl) {
      // The chosen photo is the first one.
      const urls = [...new Set([post.photoUrl, ...photos])].slice(0, MOST_PICTURES)
      const until = Date.now() + TIME_LIMIT_MS
      for (const [i, url] of urls.entries()) {
        const photo = Date.now() < until ? await largePhoto(workspaceId, url, allowedHosts) : null
        if (photo?.bytes) yield { name: `picture-${i + 1}.jpg`, bytes: photo.bytes }
        else missing.push(`Photo ${i + 1} is missing: ${photo?.fault ?? 'there was not enough time'}. ${url}`)
      }
    }
  }
  const all = file.kind === 'file' ? file.text : ''
  yield { name: 'post.txt', bytes: encoder.encode([all, ...missing].join('\n')) }
}
