import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import type { AutoTopUpView } from '@/lib/billing/auto-top-up/read-auto-top-up'
import { AutoTopUpCard } from './auto-top-up-card'

const view: AutoTopUpView = {
  state: 'on',
  thresholdCredits: 100,
  packKey: 'medium',
  credits: 500,
  priceCents: 6_000,
  monthlyMaxCents: 24_000,
  usedCents: 6_000,
  currency: 'usd',
  card: 'Visa ending in 4242',
  stoppedReason: null,
}
const action = async () => null

const shown = (given: AutoTopUpView | null) =>
  renderToStaticMarkup(
    <AutoTopUpCard
      view={given}
      packs={[{ key: 'medium', name: 'M', credits: 500, priceCents: 6_000, currency: 'usd', endsAt: null }]}
      currency="usd"
      isTaxed={false}
      requestId="00000000-0000-4000-8000-000000000000"
      save={action}
      changeCard={action}
      disable={action}
    />,
  )

it('R48: the card offers what can be done in each state', () => {
  const off = shown(null)
  expect(off).toContain('Off by default.')
  expect(off).toContain('Set up auto top-up')
  expect(off).not.toContain('Turn off')
  const on = shown(view)
  expect(on).toContain('Buys 500 credits for $60 when you have fewer than 100.')
  expect(on).toContain('$60 of $240 used this month. Visa ending in 4242.')
  expect(on).toContain('Change card')
  expect(on).toContain('Turn off auto top-up')
  const stopped = shown({ ...view, state: 'stopped', stoppedReason: 'card-missing' })
  expect(stopped).toContain('Stopped: no card is saved')
  expect(stopped).toContain('Save a card')
  expect(stopped).toContain('Review auto top-up')
})
