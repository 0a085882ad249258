import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { ApiReferenceGroup } from '@/components/api-reference/api-reference'
import { ButtonLink } from '@/components/ui/buttons/button'
import { PageHeader } from '@/components/ui/page-header'
import { apiDocument } from '@/lib/api/document'
import { readReference } from '@/lib/api/reference/reference'
import { REFERENCE_PAGE } from '@/lib/api/shared/reference-pages'
import { env } from '@/lib/core/settings/env'

type Props = PageProps<'/help/api/[group]'>

async function readGroup({ params }: Props) {
  const { group: id } = await params
  const reference = readReference(apiDocument(env().APP_URL))
  const group = reference.groups.find((group) => group.id === id)
  return group ? { reference, group } : notFound()
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { group } = await readGroup(props)
  return { title: `API reference: ${group.name}` }
}

export default async function ApiGroupPage(props: Props) {
  await requireWorkspace()
  const { reference, group } = await readGroup(props)
  return (
    <>
      <PageHeader
        title={`API reference: ${group.name}`}
        description="Every operation with its fields, responses and examples."
        action={<ButtonLink href={REFERENCE_PAGE}>All operations</ButtonLink>}
      />
      <ApiReferenceGroup reference={reference} group={group} />
    </>
  )
}
