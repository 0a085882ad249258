import { Alert } from '@/components/ui/alert'
import { ButtonLink } from '@/components/ui/buttons/button'
import type { Gap } from '@/lib/campaigns/views'
import { countOf } from '@/lib/core/text/format'

/** The fields that would be blank, with links to fill them in. The campaign can’t be sent until then. */
export function GapsNote({ id, gaps }: { id: string; gaps: Gap[] }) {
  const ofAgency = gaps.filter(({ of }) => of === 'agency')
  const ofCampaign = gaps.filter(({ of }) => of !== 'agency')
  return (
    <Alert
      tone="bad"
      title="Fill in the missing fields before you send"
      action={
        <div className="flex flex-wrap gap-2">
          {ofCampaign.length > 0 && (
            <ButtonLink href={`/campaigns/${id}/edit`} variant="secondary" size="sm">
              Fill in fields
            </ButtonLink>
          )}
          {ofAgency.length > 0 && (
            <ButtonLink href="/templates/sender" variant="secondary" size="sm">
              Edit sender details
            </ButtonLink>
          )}
        </div>
      }
    >
      <ul className="list-disc pl-5">
        {gaps.map(({ field, label, people }) => (
          <li key={field}>
            {label}
            {people !== null && `: missing for ${countOf(people, 'person', 'people')}`}
          </li>
        ))}
      </ul>
    </Alert>
  )
}
