import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { confirmedQuote, type ShownQuote } from './confirmed-quote'
import { CostTag } from './cost-tag'

const quote: ShownQuote = {
  units: 1,
  credits: 20,
  leftCredits: 100,
  spendingLimitLeftCredits: null,
  limit: null,
  stopped: false,
  rate: {
    words: '20 credits per report',
    version: 3,
    effectiveAt: '2026-11-01T00:30:00Z',
    timeZone: 'America/Los_Angeles',
  },
}
const tag = (shown: ShownQuote) => renderToStaticMarkup(<CostTag quote={shown} nextStep="buy" />)

it('R5: a cost has a button that opens its rule, its version and a link to Help', () => {
  const html = tag(quote)
  const target = /<button type="button" popoverTarget="([^"]+)"/i.exec(html)?.[1]
  expect(html).toContain(`popover="auto" id="${target}"`)
  expect(html).toContain('20 credits per report')
  expect(html).toContain('Rate card 3, effective since Oct 31, 2026.')
  expect(html).toContain('href="/help/credits#help-rates"')
})

it('R8: after the price changed, the rule of the old price is not shown', () => {
  const changed = { ok: false, code: 'quote.changed', message: '', details: { credits: 25 } } as const
  const html = tag(confirmedQuote(quote, changed))
  expect(html).toContain('25 credits')
  expect(html).not.toContain('per report')
})

it('R3: a plan with monthly limits has no rule in credits', () => {
  expect(tag({ ...quote, credits: 0, rate: null })).not.toContain('popover')
})
