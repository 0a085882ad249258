import { randomUUID } from 'node:crypto'
import {
  changeAutoTopUpCard,
  disableAutoTopUp,
  saveAutoTopUp,
} from '@/app/(workspace)/workspace-settings/_actions/auto-top-up-actions'
import { AutoTopUpCard } from '@/components/billing/auto-top-up/auto-top-up-card'
import { readAutoTopUp } from '@/lib/billing/auto-top-up/read-auto-top-up'
import { listPackOffers } from '@/lib/billing/catalog/catalog'
import { env } from '@/lib/core/settings/env'
import type { Membership } from '@/lib/workspaces/members/membership'

/** For owners and admins of a plan that packs can be bought for (R23, R48). */
export async function AutoTopUpSection({ workspace }: { workspace: Membership }) {
  const [view, packs] = await Promise.all([readAutoTopUp(workspace), listPackOffers(workspace)])
  const { CATALOG_CURRENCY: currency, STRIPE_TAX: isTaxed } = env()
  return (
    <AutoTopUpCard
      view={view}
      packs={packs}
      currency={currency}
      isTaxed={isTaxed}
      requestId={randomUUID()}
      save={saveAutoTopUp}
      changeCard={changeAutoTopUpCard}
      disable={disableAutoTopUp}
    />
  )
}
