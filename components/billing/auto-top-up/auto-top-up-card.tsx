import { Alert } from '@/components/ui/alert'
import { ActionButton } from '@/components/ui/buttons/action-button'
import { Card, CardHeader } from '@/components/ui/card'
import type { FormAction } from '@/components/ui/forms/form-action'
import type { AutoTopUpView } from '@/lib/billing/auto-top-up/read-auto-top-up'
import type { PackOffer } from '@/lib/billing/views'
import { amountOf } from '@/lib/core/text/money'
import { AutoTopUpFormWhenSeen } from './auto-top-up-form-when-seen'
import { offDescription, settingsLabel, stateNotice, usedLabel } from './auto-top-up-labels'

type AutoTopUpCardProps = {
  /** Null: it was never set up. */
  view: AutoTopUpView | null
  packs: PackOffer[]
  currency: string
  isTaxed: boolean
  requestId: string
  save: FormAction
  changeCard: FormAction
  disable: FormAction
}

/** Whether packs are bought automatically, with which card and up to what, and what keeps that from happening (R48). */
export function AutoTopUpCard({ view, packs, changeCard, disable, ...form }: AutoTopUpCardProps) {
  const isOn = view !== null && view.state !== 'off' && view.state !== 'stopped'
  const notice = view && stateNotice(view)
  const hasCard = view !== null && view.card !== null && view.stoppedReason !== 'card-missing'
  return (
    <Card id="auto-top-up" aria-labelledby="auto-top-up-title">
      <CardHeader
        id="auto-top-up-title"
        title="Auto top-up"
        description={isOn ? settingsLabel(view) : offDescription}
      />
      <div className="grid gap-4">
        {notice && (
          <Alert tone="warn" title={notice.title}>
            {notice.text}
          </Alert>
        )}
        {view && (isOn || view.stoppedReason) && (
          <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
            <p className="text-sm">
              {usedLabel(view)} {view.card && `${view.card}.`}
            </p>
            <div className="flex flex-wrap gap-3">
              <ActionButton
                action={changeCard}
                hidden={{ requestId: form.requestId }}
                variant="secondary"
                size="sm"
              >
                {hasCard ? 'Change card' : 'Save a card'}
              </ActionButton>
              <ActionButton action={disable} variant="secondary" size="sm" label="Turn off auto top-up">
                Turn off
              </ActionButton>
            </div>
          </div>
        )}
        <details className="print:hidden">
          <summary className="w-fit cursor-pointer text-sm font-medium">
            {isOn ? 'Change auto top-up' : view?.stoppedReason ? 'Review auto top-up' : 'Set up auto top-up'}
          </summary>
          <div className="mt-4">
            <AutoTopUpFormWhenSeen
              {...form}
              packs={packs}
              chosen={chosenOf(view, packs, form.currency)}
              hasCard={hasCard}
              isOn={isOn}
            />
          </div>
        </details>
      </div>
    </Card>
  )
}

const THRESHOLD_CREDITS = 100
/** As many packs a month as most people would allow; they can enter anything else. */
const PACKS_A_MONTH = 4

function chosenOf(view: AutoTopUpView | null, packs: readonly PackOffer[], currency: string) {
  const [smallest] = packs
  const maxCents = view?.monthlyMaxCents ?? (smallest?.priceCents ?? 0) * PACKS_A_MONTH
  return {
    thresholdCredits: view?.thresholdCredits ?? THRESHOLD_CREDITS,
    packKey: view?.packKey ?? smallest?.key ?? '',
    monthlyMax: amountOf(maxCents, currency),
  }
}
