import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import Link from 'next/link'
import { z } from 'zod'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { PostEditor } from '@/components/posts/post-editor'
import { SourceNote } from '@/components/reuse/source-note'
import { Card, CardHeader } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { networks } from '@/lib/posts/shared/networks'
import { sourceInQuery } from '@/lib/reuse/shared/source'
import { library } from '@/lib/templates/library'
import { createPostText } from '@/lib/templates/render/post-text'
import { listTemplates } from '@/lib/templates/templates'
import { loadSource } from '../../_work/load-source'
import { createPost } from '../actions'
import { picturesFor, publisherOf } from '../pictures'

export const metadata: Metadata = { title: 'Create post' }

const Query = z.object({ template: z.string().max(60).optional().catch(undefined), from: sourceInQuery })

export default async function NewPostPage({ searchParams }: PageProps<'/posts/new'>) {
  const workspace = await requireWorkspace()
  const { template, from } = Query.parse(await searchParams)
  const [own, { pictures, picture }, source, publisher] = await Promise.all([
    listTemplates(workspace, 'social'),
    picturesFor(workspace, null),
    loadSource(workspace, from),
    publisherOf(workspace),
  ])
  const choices = [
    ...own.map(({ id, name, body }) => ({ key: id, name, body })),
    ...library.filter(({ kind }) => kind === 'social').map(({ key, name, body }) => ({ key, name, body })),
  ]
  const chosen = choices.find(({ key }) => key === template)
  const text = chosen ? await createPostText(workspace, chosen.body) : ''
  return (
    <>
      <PageHeader
        title="Create post"
        description="Posts you write are free. Only posts created by a property feed cost credits."
      />
      {source && (
        <SourceNote source={source}>
          {source.lacksLink && 'Share the report first if the post should have a link to it.'}
        </SourceNote>
      )}
      <PostEditor
        key={template ?? source?.id ?? ''}
        action={createPost}
        id={randomUUID()}
        draftName="new"
        title={chosen?.name ?? source?.title ?? ''}
        texts={
          source && !chosen ? source.texts : Object.fromEntries(networks.map((network) => [network, text]))
        }
        pictures={pictures}
        picture={pictures.find(({ value }) => value === source?.picture)?.value ?? picture}
        pictureFault={null}
        publisher={publisher}
      >
        <Card aria-labelledby="start-title">
          <CardHeader id="start-title" title="Start from a template" />
          <ul className="grid gap-1">
            {choices.map(({ key, name }) => (
              <li key={key}>
                <Link
                  href={`/posts/new?template=${encodeURIComponent(key)}`}
                  aria-current={key === template ? 'true' : undefined}
                  className="-mx-3 block rounded-control px-3 py-2 text-sm hover:bg-sunken aria-[current=true]:bg-brand-soft aria-[current=true]:font-medium"
                >
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        </Card>
      </PostEditor>
    </>
  )
}
