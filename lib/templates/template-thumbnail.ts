import { z } from 'zod'
import type { WorkspaceContext } from '@/lib/core/context'
import { notFound } from '@/lib/core/errors'
import { library } from './library'
import { readBranding } from './render/branding'
import { drawThumbnail, thumbnailVersion } from './render/thumbnail'
import { getTemplate } from './templates'
import type { TemplateContent } from './views'

const version = z
  .string()
  .regex(/^[\da-f]{16}$/)
  .optional()

/** One of the workspace's templates, or one of the library; `v` changes with the content, so browsers can keep the picture. */
export const ThumbnailInput = z.union([
  z.object({ id: z.guid(), v: version }),
  z.object({ key: z.string().max(60), v: version }),
])

/** @throws Refusal `not-found` */
export async function templateThumbnail(
  ctx: WorkspaceContext,
  input: z.output<typeof ThumbnailInput>,
): Promise<{ svg: string; version: string }> {
  const [content, branding] = await Promise.all([contentOf(ctx, input), readBranding(ctx)])
  return { svg: drawThumbnail(content, branding), version: thumbnailVersion(content, branding) }
}

async function contentOf(
  ctx: WorkspaceContext,
  input: z.output<typeof ThumbnailInput>,
): Promise<TemplateContent> {
  if ('id' in input) return getTemplate(ctx, input.id)
  const found = library.find(({ key }) => key === input.key)
  if (!found) throw notFound('template')
  return found
}

const thumbnailHref = (query: Record<string, string>) =>
  `/api/templates/thumbnail?${new URLSearchParams(query)}`

/** The address of the picture of each template, for one workspace's brand. */
export async function thumbnailAddresses(ctx: WorkspaceContext) {
  const branding = await readBranding(ctx)
  return (template: TemplateContent & ({ id: string } | { key: string })): string =>
    thumbnailHref({
      ...('id' in template ? { id: template.id } : { key: template.key }),
      v: thumbnailVersion(template, branding),
    })
}
