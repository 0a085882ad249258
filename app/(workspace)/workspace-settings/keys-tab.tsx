import { KeyRound } from 'lucide-react'
import { KeyFormLater } from '@/components/keys/key-form-later'
import { KeyList } from '@/components/keys/key-list'
import { Alert } from '@/components/ui/alert'
import { Card, CardHeader } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { apiScopes } from '@/db/schema/people/api-keys'
import { keyLifetimes, lifetimeLabels, scopeLabels } from '@/lib/api/keys/key-input'
import { listKeys } from '@/lib/api/keys/list-keys'
import { can, permissions, whoMay } from '@/lib/auth/permissions'
import { formatDate, formatDateTime } from '@/lib/core/text/format'
import type { Membership } from '@/lib/workspaces/members/membership'
import { createApiKey, revokeApiKey } from './key-actions'

export async function KeysTab({ workspace }: { workspace: Membership }) {
  const { role, timeZone } = workspace
  if (!can(role, 'keys.manage')) {
    return <Alert>{`Only ${whoMay('keys.manage')} can ${permissions['keys.manage'].words}.`}</Alert>
  }
  const keys = await listKeys(workspace)
  return (
    <div className="grid gap-6">
      <Card aria-labelledby="new-key-title">
        <CardHeader
          id="new-key-title"
          title="Make an API key"
          description={
            <>
              Your own programs see and spend this workspace’s credits with it, by the same rules as people.{' '}
              <a href="/api/v1/openapi.json" className="text-brand-ink underline">
                What the API can do
              </a>
            </>
          }
        />
        <KeyFormLater
          action={createApiKey}
          scopes={apiScopes.map((scope) => ({ scope, words: scopeLabels[scope] }))}
          lifetimes={keyLifetimes.map((lifetime) => ({ lifetime, words: lifetimeLabels[lifetime] }))}
        />
      </Card>
      <Card aria-labelledby="keys-title">
        <CardHeader id="keys-title" title="Keys" />
        {keys.length === 0 ? (
          <EmptyState icon={KeyRound} title="No key yet">
            Make one above for each program, so that you can end one without the others.
          </EmptyState>
        ) : (
          <KeyList
            revoke={revokeApiKey}
            keys={keys.map(({ createdAt, lastUsedAt, scopes, kind, expiresAt, ...key }) => ({
              ...key,
              may: scopes.map((scope) => scopeLabels[scope]),
              isService: kind === 'service',
              expiresOn: expiresAt && formatDate(expiresAt, timeZone),
              madeOn: formatDate(createdAt, timeZone),
              usedAt: lastUsedAt && formatDateTime(lastUsedAt, timeZone),
            }))}
          />
        )}
      </Card>
    </div>
  )
}
