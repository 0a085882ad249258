import type { Metadata } from 'next'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import {
  changeTimeZone,
  deleteWorkspace,
  renameWorkspace,
  saveAlteredPhotos,
  saveBrand,
} from '@/app/(workspace)/workspace-settings/_actions/general-actions'
import { Card, CardHeader } from '@/components/ui/card'
import { DownloadLink } from '@/components/ui/download-link'
import { AlteredPhotosForm } from '@/components/workspace/altered-photos-form'
import { DeleteDialog } from '@/components/workspace/delete-dialog'
import { LazyBrandForm } from '@/components/workspace/lazy-brand-form'
import { RenameForm } from '@/components/workspace/rename-form'
import { TimeZoneForm } from '@/components/workspace/time-zone-form'
import { can } from '@/lib/auth/permissions'
import { countOf, formatDateTime } from '@/lib/core/text/format'
import { timeZoneChoice, timeZoneChoices } from '@/lib/core/text/places/time-zones'
import { fileHref } from '@/lib/files/files'
import { labelsAlteredPhotos } from '@/lib/workspaces/altered-photos'
import { readBrand } from '@/lib/workspaces/brand/brand'
import { listExports } from '@/lib/workspaces/list-exports'
import type { Membership } from '@/lib/workspaces/members/membership'

const EXPORT_LABELS: Record<string, string> = {
  contacts: 'contacts (CSV)',
  statement: 'credit statement (CSV)',
  post: 'post',
  workspace: 'everything (ZIP)',
}

export const metadata: Metadata = { title: 'Settings' }

export default async function GeneralSettingsPage() {
  const workspace = await requireWorkspace()
  const { workspaceName, timeZone, role } = workspace
  if (!can(role, 'workspace.manage')) return <ReadOnlyDetails workspace={workspace} />
  const [{ agencyName, color, logoFileName }, exports, labeled] = await Promise.all([
    readBrand(workspace.workspaceId),
    listExports(workspace),
    labelsAlteredPhotos(workspace.workspaceId),
  ])
  return (
    <div className="grid gap-6">
      <Card aria-labelledby="general-title">
        <CardHeader id="general-title" title="Workspace" />
        <div className="grid gap-8">
          <RenameForm action={renameWorkspace} name={workspaceName} />
          <TimeZoneForm action={changeTimeZone} timeZone={timeZone} choices={timeZoneChoices(new Date())} />
        </div>
      </Card>
      <Card id="brand" aria-labelledby="brand-title">
        <CardHeader
          id="brand-title"
          title="Brand"
          description="Shown to your clients on reports, PDFs and emails."
        />
        <LazyBrandForm
          action={saveBrand}
          agencyName={agencyName}
          color={color}
          logoHref={logoFileName ? fileHref(logoFileName) : null}
        />
      </Card>
      <Card id="photos" aria-labelledby="photos-title">
        <CardHeader id="photos-title" title="Photos" />
        <AlteredPhotosForm action={saveAlteredPhotos} labeled={labeled} />
      </Card>
      {exports.length > 0 && (
        <Card aria-labelledby="exports-title">
          <CardHeader
            id="exports-title"
            title="Recent exports"
            description="Who downloaded data from this workspace."
          />
          <ul className="divide-y divide-line text-sm">
            {exports.map(({ id, at, who, kind, rows }) => (
              <li key={id} className="flex flex-wrap justify-between gap-x-6 gap-y-1 py-2">
                <span className="break-words">
                  {who}: {EXPORT_LABELS[kind] ?? kind},{' '}
                  {countOf(rows, kind === 'workspace' ? 'table' : 'row')}
                </span>
                <span className="text-muted">{formatDateTime(at, timeZone)}</span>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {can(role, 'workspace.export') && (
        <Card id="export" aria-labelledby="export-title">
          <CardHeader
            id="export-title"
            title="Export all data"
            description="A ZIP file with everything in this workspace as JSON, and a list of its files."
          />
          <DownloadLink href="/api/workspace/export" mayAskToConfirm>
            Export workspace
          </DownloadLink>
        </Card>
      )}
      {can(role, 'workspace.delete') && (
        <Card aria-labelledby="delete-title">
          <CardHeader
            id="delete-title"
            title="Delete workspace"
            description="Ends the plan and everyone’s access immediately. After 30 days, its data is erased."
          />
          <DeleteDialog action={deleteWorkspace} name={workspaceName} />
        </Card>
      )}
    </div>
  )
}

function ReadOnlyDetails({ workspace: { workspaceName, timeZone, role } }: { workspace: Membership }) {
  const lines = [
    { term: 'Name', value: workspaceName },
    { term: 'Time zone', value: timeZoneChoice(timeZone, new Date()).name },
    { term: 'Your role', value: role },
  ]
  return (
    <Card aria-labelledby="general-title">
      <CardHeader
        id="general-title"
        title="Workspace"
        description="Only an owner or admin can change these settings."
      />
      <dl className="grid gap-4 text-sm sm:grid-cols-3">
        {lines.map(({ term, value }) => (
          <div key={term}>
            <dt className="text-muted">{term}</dt>
            <dd className="font-medium first-letter:uppercase">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
