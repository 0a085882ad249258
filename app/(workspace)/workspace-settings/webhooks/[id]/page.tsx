import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import {
  changeWebhook,
  deleteWebhook,
  disableWebhook,
  enableWebhook,
  resendDelivery,
  rotateWebhookSecret,
  sendTestWebhook,
} from '@/app/(workspace)/workspace-settings/_actions/webhook-actions'
import { Alert } from '@/components/ui/alert'
import { ButtonLink } from '@/components/ui/buttons/button'
import { Card, CardHeader } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { pageLinks } from '@/components/ui/paging/page-links'
import { Pagination } from '@/components/ui/paging/pagination'
import { DeliveryLog } from '@/components/webhooks/delivery-log'
import { EndpointForm } from '@/components/webhooks/endpoint-form'
import { EndpointSettings } from '@/components/webhooks/endpoint-settings'
import { can, whoCan } from '@/lib/auth/permissions'
import { isRefusal } from '@/lib/core/errors'
import { listQuery } from '@/lib/core/paging/list-query'
import { formatDateTime } from '@/lib/core/text/format'
import { listDeliveries } from '@/lib/webhooks/deliver/list-deliveries'
import { getEndpoint } from '@/lib/webhooks/endpoints'

export const metadata: Metadata = { title: 'Webhook' }

const DELIVERIES_A_PAGE = 20
const readQuery = listQuery()

export default async function WebhookPage({
  params,
  searchParams,
}: PageProps<'/workspace-settings/webhooks/[id]'>) {
  const workspace = await requireWorkspace()
  const { id } = await params
  if (!z.uuid().safeParse(id).success) notFound()
  const { role, timeZone } = workspace
  if (!can(role, 'endpoints.manage')) {
    return (
      <>
        <PageHeader title="Webhook" />
        <Alert>{whoCan('endpoints.manage')}</Alert>
      </>
    )
  }
  const {
    createdAt: _,
    failingSince,
    previousSecretUntil,
    ...endpoint
  } = await getEndpoint(workspace, id).catch((error) => {
    if (isRefusal(error, 'not-found')) notFound()
    throw error
  })
  const { before, after } = readQuery(await searchParams)
  const { rows, ...page } = await listDeliveries(workspace, id, { limit: DELIVERIES_A_PAGE, before, after })
  const { url, description, events } = endpoint
  const shown = (at: Date | null) => at && formatDateTime(at, timeZone)
  return (
    <>
      <PageHeader
        title="Webhook"
        description={<span className="wrap-anywhere">{url}</span>}
        action={
          <ButtonLink href="/workspace-settings?tab=webhooks" variant="secondary">
            All webhooks
          </ButtonLink>
        }
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
        <EndpointSettings
          endpoint={{
            ...endpoint,
            failingSince: shown(failingSince),
            previousSecretUntil: shown(previousSecretUntil),
          }}
          actions={{
            enable: enableWebhook,
            disable: disableWebhook,
            rotate: rotateWebhookSecret,
            test: sendTestWebhook,
            remove: deleteWebhook,
          }}
        />
        <DeliveryLog
          deliveries={rows}
          timeZone={timeZone}
          resend={endpoint.enabled ? resendDelivery : null}
        />
      </div>
      <Pagination
        label="Pages of deliveries"
        {...pageLinks(`/workspace-settings/webhooks/${id}`, { before, after }, page)}
      />
      <Card aria-labelledby="settings-title" className="mt-6">
        <CardHeader id="settings-title" title="Settings" />
        <EndpointForm action={changeWebhook} id={id} endpoint={{ url, description, events }} />
      </Card>
    </>
  )
}
