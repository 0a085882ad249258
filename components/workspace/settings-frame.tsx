'use client'

import { useSelectedLayoutSegment } from 'next/navigation'
import { cn } from '@/components/ui/cn'
import { LinkTabs } from '@/components/ui/link-tabs'
import { PageHeader } from '@/components/ui/page-header'

const tabs = [
  { key: 'general', label: 'Workspace' },
  { key: 'members', label: 'Members' },
  { key: 'billing', label: 'Plan and billing' },
  { key: 'notifications', label: 'Notifications' },
  { key: 'feeds', label: 'Property feeds' },
  { key: 'keys', label: 'API keys' },
  { key: 'webhooks', label: 'Webhooks' },
]

/** The title and tabs around each page of the settings. On phones, billing has no room for the title. */
export function SettingsFrame({ children }: { children: React.ReactNode }) {
  const current = useSelectedLayoutSegment()
  const isBilling = current === 'billing'
  return (
    <>
      <PageHeader title="Settings" className={cn('mb-5 print:hidden', isBilling && 'max-sm:sr-only')} />
      <div className={cn('print:hidden', isBilling && 'max-sm:-mt-6')}>
        <LinkTabs
          label="Settings"
          tabs={tabs.map(({ key, label }) => ({
            href: `/workspace-settings?tab=${key}`,
            label,
            current: key === current,
          }))}
        />
      </div>
      <div className={isBilling ? 'mt-3 max-sm:mt-1' : 'mt-6'}>{children}</div>
    </>
  )
}
