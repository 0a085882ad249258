import { AskAdmin } from '@/components/notifications/ask-admin'
import { ButtonLink } from '@/components/ui/buttons/button'
import { Card, CardHeader } from '@/components/ui/card'
import type { FormAction } from '@/components/ui/forms/form-action'
import type { CreditsSummary, PackOffer } from '@/lib/billing/views'
import { formatDate, formatMoney, formatNumber, formatUnitPrice } from '@/lib/core/text/format'
import { PackForm } from './pack-form'

type PackListProps = {
  /** Each with the id of the purchase it would be: a second click is the same purchase (R12). */
  packs: (PackOffer & { purchaseId: string })[]
  wayOut: CreditsSummary['wayOut']
  timeZone: string
  /** Tax comes on top, or is part of the price, as Stripe calculates it. */
  isTaxed: boolean
  buyPack: FormAction
  /** For members, who cannot buy (R31). */
  ask: FormAction
}

/** Extra credits on sale, with what they cost each and until when they last, before anybody pays (R16). */
export function PackList({ packs, wayOut, timeZone, isTaxed, buyPack, ask }: PackListProps) {
  return (
    <Card id="packs" aria-labelledby="packs-title">
      <CardHeader id="packs-title" title="Extra credits" description={introWords(wayOut)} />
      {wayOut === 'ask-admin' && (
        <div className="mb-5">
          <AskAdmin action={ask} />
        </div>
      )}
      <ul className="grid grid-cols-1 gap-4 sm:grid-cols-3">
        {packs.map((pack) => (
          <li key={pack.key} className="flex flex-col gap-4 rounded-control border border-line p-4">
            <PackWords pack={pack} timeZone={timeZone} />
            <PackButton pack={pack} wayOut={wayOut} buyPack={buyPack} />
          </li>
        ))}
      </ul>
      {isTaxed && <p className="mt-4 text-sm text-muted">Tax is calculated at checkout.</p>}
    </Card>
  )
}

function introWords(wayOut: CreditsSummary['wayOut']): string {
  if (wayOut === 'ask-admin')
    return 'Owners and admins can buy these. One click tells them that credits are needed.'
  if (wayOut === 'subscribe') return 'Extra credits come with a plan. Subscribe first, then buy a pack.'
  return 'Spent after your allowance, until the day shown on each.'
}

function PackWords({ pack, timeZone }: { pack: PackOffer; timeZone: string }) {
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
          · {formatUnitPrice(priceCents, credits, currency)} a credit
        </span>
      </p>
      <p className="mt-2 text-sm text-muted">
        {endsAt ? `Last until ${formatDate(endsAt, timeZone)}` : 'Never end'}
      </p>
    </div>
  )
}

function PackButton({
  pack,
  wayOut,
  buyPack,
}: Pick<PackListProps, 'wayOut' | 'buyPack'> & { pack: PackListProps['packs'][number] }) {
  if (wayOut === 'ask-admin') return <p className="text-sm text-muted">An owner or admin buys it</p>
  if (wayOut === 'subscribe') {
    return (
      <ButtonLink href="#plans" variant="secondary">
        Subscribe first
      </ButtonLink>
    )
  }
  return <PackForm pack={pack} buyPack={buyPack} />
}
