import type { Metadata } from 'next'
import Link from 'next/link'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { NotificationList } from '@/components/notifications/notification-list'
import { Button } from '@/components/ui/buttons/button'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { pageLinks } from '@/components/ui/paging/page-links'
import { Pagination } from '@/components/ui/paging/pagination'
import { listQuery } from '@/lib/core/paging/list-query'
import { listNotifications } from '@/lib/notifications/list-notifications'
import { markNotificationsRead } from './actions'

export const metadata: Metadata = { title: 'Notifications' }

const PAGE_SIZE = 25
const readQuery = listQuery()

/** A form without a message of its own: the page shows the result. */
async function submitMarkRead(form: FormData): Promise<void> {
  'use server'
  await markNotificationsRead(null, form)
}

export default async function NotificationsPage({ searchParams }: PageProps<'/notifications'>) {
  const workspace = await requireWorkspace()
  const { before, after } = readQuery(await searchParams)
  const { rows, ...page } = await listNotifications(workspace, { limit: PAGE_SIZE, before, after })
  return (
    <>
      <PageHeader
        title="Notifications"
        description={
          <Link
            href="/workspace-settings?tab=notifications"
            className="text-brand-ink underline underline-offset-3"
          >
            Manage notifications
          </Link>
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
        <NotificationList rows={rows} timeZone={workspace.timeZone} markRead={submitMarkRead} />
      </Card>
      <Pagination label="Pages of notifications" {...pageLinks('/notifications', { before, after }, page)} />
    </>
  )
}
