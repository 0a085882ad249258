import { AlertLevelsCard } from '@/components/notifications/alert-levels-card'
import { PreferencesFormLater } from '@/components/notifications/preferences-form-later'
import { ButtonLink } from '@/components/ui/buttons/button'
import { Card, CardHeader } from '@/components/ui/card'
import { MOST_ALERT_LEVELS } from '@/db/schema/people/alerts'
import { listAlertLevels } from '@/lib/notifications/alert-levels/list-alert-levels'
import { preferencesOf } from '@/lib/notifications/preferences'
import type { Membership } from '@/lib/workspaces/members/membership'
import { saveNotificationPreferences } from '../notifications/actions'
import { addAlertLevel, removeAlertLevel } from './alert-level-actions'

export async function NotificationsTab({ workspace }: { workspace: Membership }) {
  const [preferences, levels] = await Promise.all([preferencesOf(workspace), listAlertLevels(workspace)])
  return (
    <div className="grid gap-6">
      <Card aria-labelledby="hear-title">
        <CardHeader
          id="hear-title"
          title="What you hear"
          description={`Of ${workspace.workspaceName}, for you alone.`}
        />
        <PreferencesFormLater action={saveNotificationPreferences} preferences={preferences} />
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
          description="After each billing cycle: what was used, by whom and for what, the forecast, and the cheapest plan."
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
