import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { summaryOf } from '@/app/_lib/credits'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { ImageForm } from '@/components/images/image-form'
import { PageHeader } from '@/components/ui/page-header'
import { imageModel } from '@/lib/ai/image-model'
import { quote } from '@/lib/metering/metered'
import { generateImage } from '../actions'

export const metadata: Metadata = { title: 'New image' }

export default async function NewImagePage() {
  const workspace = await requireWorkspace()
  const [price, { nextStep }] = await Promise.all([quote(workspace, 'image.generate'), summaryOf(workspace)])
  const { label, builtIn } = imageModel()
  return (
    <>
      <PageHeader title="New image" description="Describe the home to create a listing image." />
      <ImageForm
        action={generateImage}
        requestId={randomUUID()}
        quote={price}
        nextStep={nextStep}
        painter={label}
        builtIn={builtIn}
      />
    </>
  )
}
