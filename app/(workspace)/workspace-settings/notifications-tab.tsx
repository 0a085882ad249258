import { PreferencesFormLater } from '@/components/notifications/preferences-form-later'
import { Card, CardHeader } from '@/components/ui/card'
import { preferencesOf } from '@/lib/notifications/preferences'
import type { Membership } from '@/lib/workspaces/members/membership'
import { saveNotificationPreferences } from '../notifications/actions'

export async function NotificationsTab({ workspace }: { workspace: Membership }) {
  const preferences = await preferencesOf(workspace)
  return (
    <Card aria-labelledby="hear-title">
      <CardHeader
        id="hear-title"
        title="What you hear"
        description={`Of ${workspace.workspaceName}, for you alone.`}
      />
      <PreferencesFormLater action={saveNotificationPreferences} preferences={preferences} />
    </Card>
  )
}
