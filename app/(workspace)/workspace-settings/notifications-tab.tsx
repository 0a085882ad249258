import { LazyPreferencesForm } from '@/components/notifications/lazy-preferences-form'
import { Card, CardHeader } from '@/components/ui/card'
import { readPreferences } from '@/lib/notifications/preferences'
import type { Membership } from '@/lib/workspaces/members/membership'
import { saveNotificationPreferences } from '../notifications/actions'

export async function NotificationsTab({ workspace }: { workspace: Membership }) {
  const preferences = await readPreferences(workspace)
  return (
    <Card aria-labelledby="notifications-title">
      <CardHeader
        id="notifications-title"
        title="Notification settings"
        description={`These settings only affect you, in ${workspace.workspaceName}.`}
      />
      <LazyPreferencesForm action={saveNotificationPreferences} preferences={preferences} />
    </Card>
  )
}
