import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { summaryOf } from '@/app/_lib/credits'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { BeforeAfter } from '@/components/images/before-after'
import { EditForm } from '@/components/images/edit-form'
import { ImageMade } from '@/components/images/image-made'
import { ImageVersions } from '@/components/images/image-versions'
import { RegenerateForm } from '@/components/images/regenerate-form'
import { EditableTitle } from '@/components/paid-work/editable-title'
import { UseMenu } from '@/components/reuse/use-menu'
import { ButtonLink } from '@/components/ui/buttons/button'
import { PageHeader } from '@/components/ui/page-header'
import { imageModel } from '@/lib/ai/image-model'
import { originalPhotoUrl } from '@/lib/files/original-photo'
import { examplesFor, INSTRUCTION_EXAMPLES } from '@/lib/images/edits/instructions'
import { getImage } from '@/lib/images/get-image'
import { understandWish } from '@/lib/images/shared/understand-image'
import { quote } from '@/lib/metering/metered'
import { DeleteWork } from '../../_work/delete-work'
import { viewLoader } from '../../_work/load-view'
import { ProblemState } from '../../_work/problem-state'
import { WorkState } from '../../_work/work-state'
import {
  cancelImage,
  deleteImage,
  editImage,
  regenerateImage,
  renameImage,
  retryImage,
  submitImageProblem,
} from '../actions'

const PROGRESS_STEPS = [{ untilPercent: 80, words: 'Generating the image' }]

const imageOf = viewLoader(getImage)

export async function generateMetadata({ params }: PageProps<'/images/[id]'>): Promise<Metadata> {
  return { title: (await imageOf((await params).id)).shown.title }
}

export default async function ImagePage({ params }: PageProps<'/images/[id]'>) {
  const workspace = await requireWorkspace()
  const view = await imageOf((await params).id)
  const [regeneratePrice, editPrice, { nextStep }] = await Promise.all([
    quote(workspace, 'image.regenerate'),
    quote(workspace, 'image.edit'),
    summaryOf(workspace),
  ])
  const { shown, versions } = view
  const { builtIn, label } = imageModel()
  const before = versions.find(({ id }) => id === shown.parentId)
  return (
    <>
      <PageHeader
        title={shown.title}
        heading={<EditableTitle id={shown.id} title={shown.title} rename={renameImage} />}
        description={`Version ${shown.number} of ${versions.length}`}
        action={
          <div className="flex flex-wrap gap-2">
            {shown.href && <UseMenu source={{ kind: 'image', id: shown.id }} />}
            <ButtonLink href="/images" variant="secondary">
              All images
            </ButtonLink>
          </div>
        }
      />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="space-y-6">
          <WorkState
            workspace={workspace}
            kind="image"
            view={shown}
            section="Images"
            steps={PROGRESS_STEPS}
            cancel={cancelImage}
            retry={retryImage}
            action={shown.action}
          />
          {shown.href && (
            <ImageMade
              view={view}
              timeZone={workspace.timeZone}
              originalHref={
                shown.labeledPhotoId && originalPhotoUrl(workspace.workspaceId, shown.labeledPhotoId)
              }
            />
          )}
          {shown.href && before?.href && <BeforeAfter before={before} after={shown} />}
        </div>
        {shown.status === 'ready' && (
          <div className="space-y-6">
            <EditForm
              key={`edit-${shown.id}`}
              action={editImage}
              requestId={randomUUID()}
              parentId={shown.id}
              quote={editPrice}
              nextStep={nextStep}
              examples={builtIn ? examplesFor(view.brief, shown.onPhoto) : INSTRUCTION_EXAMPLES}
              brief={builtIn ? view.brief : null}
              onPhoto={shown.onPhoto}
              painter={label}
            />
            <RegenerateForm
              key={`again-${shown.id}`}
              action={regenerateImage}
              requestId={randomUUID()}
              parentId={shown.id}
              quote={regeneratePrice}
              nextStep={nextStep}
              cannot={builtIn ? understandWish(view.brief.wish, view.brief, shown.onPhoto).cannot : []}
            />
            <ProblemState
              key={`problem-${shown.id}`}
              workspace={workspace}
              kind="image"
              id={shown.id}
              givenBackFor={shown.givenBackFor}
              action={submitImageProblem}
            />
          </div>
        )}
      </div>
      <ImageVersions versions={versions} shownId={shown.id} />
      <DeleteWork
        view={shown}
        name={versions.length > 1 ? `image and its ${versions.length} versions` : 'image'}
        remove={deleteImage}
      />
    </>
  )
}
