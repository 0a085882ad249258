import type { Metadata } from 'next'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { viewLabels } from '@/components/billing/shell/view-labels'
import { cn } from '@/components/ui/cn'
import { LinkTabs } from '@/components/ui/link-tabs'
import { PageHeader } from '@/components/ui/page-header'
import { viewOfQuery } from '@/lib/billing/shared/billing-address'
import { BillingTab } from './billing-tab'
import { GeneralTab } from './general-tab'
import { KeysTab } from './keys-tab'
import { MembersTab } from './members-tab'
import { NotificationsTab } from './notifications-tab'
import { WebhooksTab } from './webhooks-tab'

const tabs = [
  { key: 'general', label: 'Workspace' },
  { key: 'members', label: 'Members' },
  { key: 'billing', label: 'Plan and billing' },
  { key: 'notifications', label: 'Notifications' },
  { key: 'keys', label: 'API keys' },
  { key: 'webhooks', label: 'Webhooks' },
] as const

type TabKey = (typeof tabs)[number]['key']

/** Unknown tabs show the first one, so that old links keep working. */
function tabOf(wanted: string | string[] | undefined): TabKey {
  return tabs.find(({ key }) => key === wanted)?.key ?? 'general'
}

export async function generateMetadata({
  searchParams,
}: PageProps<'/workspace-settings'>): Promise<Metadata> {
  const query = await searchParams
  if (tabOf(query.tab) !== 'billing') return { title: 'Settings' }
  const view = viewOfQuery(query)
  return { title: view === 'overview' ? 'Plan and billing' : viewLabels[view] }
}

export default async function SettingsPage({ searchParams }: PageProps<'/workspace-settings'>) {
  const [workspace, query] = await Promise.all([requireWorkspace(), searchParams])
  const current = tabOf(query.tab)
  return (
    <>
      <PageHeader
        title="Settings"
        className={cn('mb-5 print:hidden', current === 'billing' && 'max-sm:sr-only')}
      />
      <div className={cn('print:hidden', current === 'billing' && 'max-sm:-mt-6')}>
        <LinkTabs
          label="Settings"
          tabs={tabs.map(({ key, label }) => ({
            href: `/workspace-settings?tab=${key}`,
            label,
            current: key === current,
          }))}
        />
      </div>
      <div className={current === 'billing' ? 'mt-3 max-sm:mt-1' : 'mt-6'}>
        {current === 'billing' ? (
          <BillingTab workspace={workspace} query={query} />
        ) : current === 'keys' ? (
          <KeysTab workspace={workspace} />
        ) : current === 'webhooks' ? (
          <WebhooksTab workspace={workspace} />
        ) : current === 'members' ? (
          <MembersTab workspace={workspace} />
        ) : current === 'notifications' ? (
          <NotificationsTab workspace={workspace} />
        ) : (
          <GeneralTab workspace={workspace} />
        )}
      </div>
    </>
  )
}
