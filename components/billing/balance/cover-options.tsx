import { BuyButton } from '@/components/credits/buy-button'
import { Badge } from '@/components/ui/badge'
import type { FormAction } from '@/components/ui/forms/form-action'
import type { CreditsSummary, PackOrder, UpgradeOption } from '@/lib/billing/views'
import { formatMoney } from '@/lib/core/text/format'
import { CheckoutForm } from '../payment/checkout-form'
import { ChangeDialog } from '../plans/changes/change-dialog'
import type { ChangeActions } from '../plans/changes/change-preview'
import {
  type CoverLabels,
  cheaperToday,
  orderLabel,
  packOrderLabels,
  shortageLabel,
  upgradeLabels,
} from './cover-labels'

type CoverOptionsProps = {
  shortCredits: number
  /** Null: this person cannot buy packs, or no combination of packs is enough. */
  packs: PackOrder | null
  /** Null: there is no larger plan, or the plan cannot be changed right now. */
  upgrade: UpgradeOption | null
  summary: Pick<CreditsSummary, 'nextStep' | 'timeZone'>
  /** Created with the page, so a second click is the same purchase or change (R12). */
  requestId: string
  actions: { buyPacks: FormAction; subscribe: FormAction } & ChangeActions
}

/** The cheapest packs and the cheapest upgrade that cover the shortage, side by side. */
export function CoverOptions(props: CoverOptionsProps) {
  const { shortCredits, packs, upgrade, summary } = props
  const { nextStep, timeZone } = summary
  const cheaper = cheaperToday(packs, upgrade)
  return (
    <div className="mt-5 grid gap-3 border-t border-line pt-4 text-sm">
      <p>{shortageLabel(shortCredits)}</p>
      {(packs || upgrade) && (
        <ul className="grid grid-cols-1 gap-3 sm:grid-cols-[repeat(auto-fit,minmax(13rem,1fr))]">
          {packs && (
            <Option words={packOrderLabels(packs, timeZone)} isCheaper={cheaper === 'packs'}>
              {nextStep === 'buy' && <BuyPacks {...props} packs={packs} />}
            </Option>
          )}
          {upgrade && (
            <Option words={upgradeLabels(upgrade, timeZone)} isCheaper={cheaper === 'upgrade'}>
              {!upgrade.isEnough && <p className="text-muted">Covers only part of the shortage.</p>}
              <Upgrade {...props} timeZone={timeZone} upgrade={upgrade} />
            </Option>
          )}
        </ul>
      )}
      {nextStep === 'ask-admin' && (
        <BuyButton
          nextStep={nextStep}
          meters={null}
          size="sm"
          variant="secondary"
          className="justify-self-start"
        />
      )}
      {nextStep !== 'ask-admin' && !upgrade && (
        <p className="text-muted">
          {packs ? 'Running short every month?' : 'Packs alone won’t cover this.'}{' '}
          <a href="#plans" className="font-medium text-brand underline">
            Compare plans
          </a>
        </p>
      )}
    </div>
  )
}

function Option({
  words,
  isCheaper,
  children,
}: {
  words: CoverLabels
  isCheaper: boolean
  children: React.ReactNode
}) {
  return (
    <li className="flex flex-col gap-3 rounded-control border border-line p-4">
      <div className="flex-1">
        <p className="flex flex-wrap items-center justify-between gap-2 text-muted">
          {words.title}
          {isCheaper && <Badge tone="good">Costs less today</Badge>}
        </p>
        <p className="mt-1 text-xl font-semibold tracking-tight">{words.price}</p>
        <ul className="mt-2 grid gap-1 text-muted">
          {words.lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </div>
      {children}
    </li>
  )
}

type Buys = Pick<CoverOptionsProps, 'requestId' | 'actions'>

/** Buys an order of packs for its total. */
export function BuyPacks({ packs, requestId, actions }: Buys & { packs: PackOrder }) {
  const price = formatMoney(packs.priceCents, packs.currency)
  return (
    <CheckoutForm
      action={actions.buyPacks}
      quote={{
        purchaseId: requestId,
        packs: packs.lines.map(({ key, quantity }) => `${key}*${quantity}`).join(' '),
        quotedPriceCents: packs.priceCents,
        quotedCredits: packs.credits,
      }}
      label={`Buy for ${price}`}
      description={`Buy for ${price}: ${orderLabel(packs.lines)}`}
    />
  )
}

type Upgrades = Buys & { upgrade: UpgradeOption; timeZone: string; variant?: 'primary' | 'secondary' }

/** Opens the preview of an upgrade, or the checkout of a first plan. */
export function Upgrade({ upgrade, requestId, timeZone, variant, actions }: Upgrades) {
  const { plan, interval, start } = upgrade
  if (start === 'subscribe') {
    return (
      <CheckoutForm
        action={actions.subscribe}
        quote={{ requestId, planKey: plan.key, interval, quotedPriceCents: upgrade.chargeCents }}
        label="Subscribe"
        description={`Subscribe now to ${plan.name} for ${formatMoney(upgrade.chargeCents, plan.currency)} a month`}
      />
    )
  }
  return (
    <ChangeDialog
      plan={plan}
      interval={interval}
      label="Upgrade"
      variant={variant}
      start={start}
      timeZone={timeZone}
      requestId={`${requestId}:${plan.key}:${interval}`}
      actions={actions}
    />
  )
}
