import type { Metadata } from 'next'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { ApiReference } from '@/components/api-reference/api-reference'
import { ButtonLink } from '@/components/ui/buttons/button'
import { PageHeader } from '@/components/ui/page-header'
import { apiDocument } from '@/lib/api/document'
import { errorCatalog } from '@/lib/api/reference/error-catalog'
import { readReference } from '@/lib/api/reference/reference'
import { can } from '@/lib/auth/permissions'
import { env } from '@/lib/core/settings/env'
import { limitOf } from '@/lib/rate-limits/limits'

export const metadata: Metadata = { title: 'API reference' }

export default async function ApiReferencePage() {
  const workspace = await requireWorkspace()
  const mayManage = can(workspace.role, 'keys.manage')
  return (
    <>
      <PageHeader
        title="API reference"
        description="For the developers of your own programs: what holds for all operations, the list of them, and every error."
        action={mayManage && <ButtonLink href="/workspace-settings?tab=keys">Manage API keys</ButtonLink>}
      />
      <ApiReference
        reference={readReference(apiDocument(env().APP_URL))}
        errors={errorCatalog}
        limits={{ perKey: limitOf('api.key').most, perWorkspace: limitOf('api.workspace').most }}
        mayManage={mayManage}
      />
    </>
  )
}
