import { randomUUID } from 'node:crypto'
import { Webhook } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { createWebhook } from '@/app/(workspace)/workspace-settings/_actions/webhook-actions'
import { Alert } from '@/components/ui/alert'
import { Card, CardHeader } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { EndpointList } from '@/components/webhooks/endpoint-list'
import { LazyEndpointForm } from '@/components/webhooks/lazy-endpoint-form'
import { can, whoCan } from '@/lib/auth/permissions'
import { listEndpoints } from '@/lib/webhooks/endpoints'

export const metadata: Metadata = { title: 'Settings' }

export default async function WebhookSettingsPage() {
  const workspace = await requireWorkspace()
  if (!can(workspace.role, 'endpoints.manage')) {
    return <Alert>{whoCan('endpoints.manage')}</Alert>
  }
  const endpoints = await listEndpoints(workspace)
  return (
    <div className="grid gap-6">
      <Card aria-labelledby="webhooks-title">
        <CardHeader
          id="webhooks-title"
          title="Webhooks"
          description={
            <>
              We send events about credits, your subscription and work to your own programs.{' '}
              <Link href="/help/webhooks" className="text-brand-ink underline">
                How webhooks work
              </Link>
            </>
          }
        />
        {endpoints.length === 0 ? (
          <EmptyState icon={Webhook} title="No webhooks yet">
            Create one below. Posts have their own{' '}
            <Link href="/posts/targets" className="text-brand-ink underline">
              webhooks for posts
            </Link>
            .
          </EmptyState>
        ) : (
          <EndpointList
            endpoints={endpoints.map(({ failingSince, createdAt: _, ...endpoint }) => ({
              ...endpoint,
              failingSince: failingSince?.toISOString() ?? null,
            }))}
          />
        )}
      </Card>
      <Card aria-labelledby="new-webhook-title">
        <CardHeader id="new-webhook-title" title="Create webhook" />
        <LazyEndpointForm action={createWebhook} id={randomUUID()} />
      </Card>
    </div>
  )
}
