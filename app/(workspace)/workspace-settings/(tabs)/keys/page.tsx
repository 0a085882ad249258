import { KeyRound } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import {
  createApiKey,
  revokeApiKey,
  rotateApiKey,
} from '@/app/(workspace)/workspace-settings/_actions/key-actions'
import { KeyList } from '@/components/keys/key-list'
import { LazyKeyForm } from '@/components/keys/lazy-forms'
import { Alert } from '@/components/ui/alert'
import { Card, CardHeader } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { apiScopes } from '@/db/schema/people/api-keys'
import { keyLifetimes, lifetimeLabels, overlapLabels, overlaps, scopeLabels } from '@/lib/api/keys/key-input'
import { listKeys } from '@/lib/api/keys/list-keys'
import { can, whoCan } from '@/lib/auth/permissions'
import { formatDate, formatDateTime } from '@/lib/core/text/format'

export const metadata: Metadata = { title: 'Settings' }

export default async function ApiKeySettingsPage() {
  const workspace = await requireWorkspace()
  const { role, timeZone } = workspace
  if (!can(role, 'keys.manage')) {
    return <Alert>{whoCan('keys.manage')}</Alert>
  }
  const keys = await listKeys(workspace)
  return (
    <div className="grid gap-6">
      <Card aria-labelledby="new-key-title">
        <CardHeader
          id="new-key-title"
          title="Create API key"
          description={
            <>
              Lets your own programs use this workspace and spend its credits, by the same rules as members.{' '}
              <Link href="/help/api" className="text-brand-ink underline">
                API reference
              </Link>
            </>
          }
        />
        <LazyKeyForm
          action={createApiKey}
          scopes={apiScopes.map((scope) => ({ scope, label: scopeLabels[scope] }))}
          lifetimes={keyLifetimes.map((lifetime) => ({ lifetime, label: lifetimeLabels[lifetime] }))}
        />
      </Card>
      <Card aria-labelledby="keys-title">
        <CardHeader
          id="keys-title"
          title="API keys"
          description={
            <>
              Owners and admins are notified 7 days and 1 day before a key expires.{' '}
              <Link href="/workspace-settings?tab=notifications" className="text-brand-ink underline">
                Notification settings
              </Link>
            </>
          }
        />
        {keys.length === 0 ? (
          <EmptyState icon={KeyRound} title="No API keys">
            Create a separate key for each program so you can revoke them separately.
          </EmptyState>
        ) : (
          <KeyList
            revoke={revokeApiKey}
            rotate={rotateApiKey}
            overlaps={overlaps.map((overlap) => ({ overlap, label: overlapLabels[overlap] }))}
            keys={keys.map(({ createdAt, lastUsedAt, scopes, kind, expiresAt, madeBy, ...key }) => ({
              ...key,
              rotatedOn: key.rotatedAt && formatDate(key.rotatedAt, timeZone),
              oldWorksUntil: key.previousUntil && formatDateTime(key.previousUntil, timeZone),
              oldUsedAt: key.previousUsedAt && formatDateTime(key.previousUsedAt, timeZone),
              permissions: scopes.map((scope) => scopeLabels[scope]),
              isService: kind === 'service',
              expiresOn: expiresAt && formatDate(expiresAt, timeZone),
              createdBy: madeBy,
              createdOn: formatDate(createdAt, timeZone),
              usedAt: lastUsedAt && formatDateTime(lastUsedAt, timeZone),
            }))}
          />
        )}
      </Card>
    </div>
  )
}
