import { AskAdmin } from '@/components/notifications/ask-admin'
import { ButtonLink } from '@/components/ui/buttons/button'
import { Card, CardHeader } from '@/components/ui/card'
import type { FormAction } from '@/components/ui/forms/form-action'
import type { CreditsSummary, PackOffer } from '@/lib/billing/views'
import { formatDate, formatMoney, formatNumber, formatUnitPrice } from '@/lib/core/text/format'
import type { PackFormProps } from './pack-form'

type PackListProps = {
  /** Each with the id its purchase would have, so a second click is the same purchase (R12). */
  packs: (PackOffer & { purchaseId: string })[]
  nextStep: CreditsSummary['nextStep']
  timeZone: string
  /** Whether Stripe calculates tax at checkout. */
  isTaxed: boolean
  buyPack: FormAction
  /** For members, who cannot buy (R31). */
  ask: FormAction
  form: React.ComponentType<PackFormProps>
}

/** The packs on sale, with the price per credit and the expiry date before anyone pays (R16). */
export function PackList({ packs, nextStep, timeZone, isTaxed, buyPack, ask, form }: PackListProps) {
  return (
    <Card id="packs" aria-labelledby="packs-title" className="max-sm:p-4">
      <CardHeader id="packs-title" title="Extra credits" description={introText(nextStep)} />
      {nextStep === 'ask-admin' && (
        <div className="mb-5">
          <AskAdmin action={ask} />
        </div>
      )}
      <ul className="grid grid-cols-1 gap-4 max-sm:gap-3 sm:grid-cols-3">
        {packs.map((pack) => (
          <li key={pack.key} className="flex flex-col gap-4 rounded-control border border-line p-4">
            <PackSummary pack={pack} timeZone={timeZone} />
            <PackButton pack={pack} nextStep={nextStep} buyPack={buyPack} form={form} />
          </li>
        ))}
      </ul>
      {isTaxed && <p className="mt-4 text-sm text-muted">Tax is calculated at checkout.</p>}
    </Card>
  )
}

function introText(nextStep: CreditsSummary['nextStep']): string {
  if (nextStep === 'ask-admin') return 'Only owners and admins can buy credits. You can ask them for more.'
  if (nextStep === 'subscribe')
    return 'You need a plan to buy extra credits. Subscribe first, then buy a pack.'
  return 'Used after your allowance. Each pack shows when it expires.'
}

function PackSummary({ pack, timeZone }: { pack: PackOffer; timeZone: string }) {
  const { credits, priceCents, currency, endsAt } = pack
  return (
    <div className="flex-1">
      <p>
        <span className="text-2xl font-semibold tracking-tight">{formatNumber(credits)}</span>{' '}
        <span className="text-muted">credits</span>
      </p>
      <p className="mt-1 font-medium">
        {formatMoney(priceCents, currency)}
        <span className="font-normal text-muted">
          {' '}
          · {formatUnitPrice(priceCents, credits, currency)} per credit
        </span>
      </p>
      <p className="mt-2 text-sm text-muted">
        {endsAt ? `Expires ${formatDate(endsAt, timeZone)}` : 'Never expires'}
      </p>
    </div>
  )
}

function PackButton({
  pack,
  nextStep,
  buyPack,
  form: PackForm,
}: Pick<PackListProps, 'nextStep' | 'buyPack' | 'form'> & { pack: PackListProps['packs'][number] }) {
  if (nextStep === 'ask-admin') return <p className="text-sm text-muted">Only owners and admins can buy</p>
  if (nextStep === 'subscribe') {
    return (
      <ButtonLink href="#plans" variant="secondary">
        Subscribe first
      </ButtonLink>
    )
  }
  return <PackForm pack={pack} buyPack={buyPack} />
}
