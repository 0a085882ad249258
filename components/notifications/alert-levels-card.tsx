import { Badge } from '@/components/ui/badge'
import { Card, CardHeader } from '@/components/ui/card'
import { ActionForm } from '@/components/ui/forms/action-form'
import type { FormAction } from '@/components/ui/forms/form-action'
import type { AlertLevelRow } from '@/lib/notifications/alert-levels/alert-levels'
import { LazyAlertLevelForm } from './lazy-forms'

type AlertLevelsCardProps = {
  levels: AlertLevelRow[]
  mostLevels: number
  add: FormAction
  remove: FormAction
}

/** A person's own alert levels, beside the warning at 10% that everyone has (R49). */
export function AlertLevelsCard({ levels, mostLevels, add, remove }: AlertLevelsCardProps) {
  return (
    <Card id="alert-levels" aria-labelledby="alert-levels-title">
      <CardHeader
        id="alert-levels-title"
        title="Low-credit alerts"
        description="Get an alert when the balance falls below a level that you choose, in addition to the “Low credits” notification at 10%."
      />
      <div className="grid gap-5">
        {levels.length > 0 && (
          <ul className="divide-y divide-line" aria-label="Your alert levels">
            {levels.map((level) => (
              <li
                key={level.id}
                className="flex flex-wrap items-center justify-between gap-3 py-3 first:pt-0"
              >
                <div className="grid gap-1 text-sm">
                  <p className="flex flex-wrap items-center gap-2 font-medium">
                    Below {level.label}
                    {level.below && <Badge tone="warn">Balance is below</Badge>}
                  </p>
                  <p className="text-muted">{channelsLabel(level)}</p>
                </div>
                <ActionForm
                  action={remove}
                  hidden={{ id: level.id }}
                  submit="Remove"
                  submitLabel={`Remove alert level: ${level.label}`}
                  variant="ghost"
                  size="sm"
                />
              </li>
            ))}
          </ul>
        )}
        {levels.length < mostLevels ? (
          <LazyAlertLevelForm action={add} />
        ) : (
          <p className="text-sm text-muted">
            You have {mostLevels} alert levels, the most there can be. Remove one to add another.
          </p>
        )}
      </div>
    </Card>
  )
}

const channelsLabel = ({ inApp, byMail }: AlertLevelRow) =>
  inApp && byMail ? 'In app and email' : inApp ? 'In app' : 'Email'
