import type { Metadata } from 'next'
import Link from 'next/link'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { NotificationList } from '@/components/notifications/notification-list'
import { Button, ButtonLink } from '@/components/ui/buttons/button'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { instant } from '@/lib/core/text/input'
import { notificationPage } from '@/lib/notifications/notification-page'
import { markNotificationsRead } from './actions'

export const metadata: Metadata = { title: 'Notifications' }

const Before = instant.optional().catch(undefined)

/** A form without news of its own: the page shows what became of it. */
async function submitMarkRead(form: FormData): Promise<void> {
  'use server'
  await markNotificationsRead(null, form)
}

export default async function NotificationsPage({ searchParams }: PageProps<'/notifications'>) {
  const [workspace, query] = await Promise.all([requireWorkspace(), searchParams])
  const { rows, nextBefore } = await notificationPage(workspace, Before.parse(query.before))
  return (
    <>
      <PageHeader
        title="Notifications"
        description={
          <>
            What you hear of is up to you:{' '}
            <Link
              href="/workspace-settings?tab=notifications"
              className="text-brand-ink underline underline-offset-3"
            >
              choose
            </Link>
            .
          </>
        }
        action={
          rows.some((row) => row.unread) && (
            <form action={submitMarkRead}>
              <Button type="submit" variant="secondary">
                Mark all as read
              </Button>
            </form>
          )
        }
      />
      <Card>
        <NotificationList rows={rows} timeZone={workspace.timeZone} read={submitMarkRead} />
      </Card>
      {nextBefore && (
        <nav aria-label="Pages of notifications" className="mt-5 flex justify-end">
          <ButtonLink
            href={`/notifications?${new URLSearchParams({ before: nextBefore })}`}
            variant="secondary"
            size="sm"
          >
            Older
          </ButtonLink>
        </nav>
      )}
    </>
  )
}
