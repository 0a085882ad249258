import type { Metadata } from 'next'
import { requireWorkspace } from '@/app/_lib/workspace-context'
import { saveNotificationPreferences } from '@/app/(workspace)/notifications/actions'
import {
  addAlertLevel,
  removeAlertLevel,
} from '@/app/(workspace)/workspace-settings/_actions/alert-level-actions'
import { AlertLevelsCard } from '@/components/notifications/alert-levels-card'
import { LazyPreferencesForm } from '@/components/notifications/lazy-forms'
import { ButtonLink } from '@/components/ui/buttons/button'
import { Card, CardHeader } from '@/components/ui/card'
import { MOST_ALERT_LEVELS } from '@/db/schema/people/alerts'
import { listAlertLevels } from '@/lib/notifications/alert-levels/alert-levels'
import { readPreferences } from '@/lib/notifications/preferences'

export const metadata: Metadata = { title: 'Settings' }

export default async function NotificationSettingsPage() {
  const workspace = await requireWorkspace()
  const [preferences, levels] = await Promise.all([readPreferences(workspace), listAlertLevels(workspace)])
  return (
    <div className="grid gap-6">
      <Card aria-labelledby="notifications-title">
        <CardHeader
          id="notifications-title"
          title="Notification settings"
          description={`These settings only affect you, in ${workspace.workspaceName}.`}
        />
        <LazyPreferencesForm action={saveNotificationPreferences} preferences={preferences} />
      </Card>
      {levels && (
        <AlertLevelsCard
          levels={levels}
          mostLevels={MOST_ALERT_LEVELS}
          add={addAlertLevel}
          remove={removeAlertLevel}
        />
      )}
      <Card aria-labelledby="digest-title">
        <CardHeader
          id="digest-title"
          title="Usage digest"
          description="After each billing cycle: what was used, who used it, the forecast, and the cheapest plan."
          className="mb-0"
          action={
            <ButtonLink href="/notifications/digest" variant="secondary" size="sm">
              Preview digest
            </ButtonLink>
          }
        />
      </Card>
    </div>
  )
}
