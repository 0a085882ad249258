import { expect, it } from 'vitest'
import { billingHref, billingViews, viewOfAnchor, viewOfQuery } from './billing-address'

const queryOf = (href: string) => Object.fromEntries(new URL(href, 'http://localhost').searchParams)

it('R24: every view has its own address, and the overview keeps the address of the page', () => {
  expect(billingHref()).toBe('/workspace-settings?tab=billing')
  for (const view of billingViews) expect(viewOfQuery(queryOf(billingHref(view)))).toBe(view)
  expect(new Set(billingViews.map((view) => billingHref(view))).size).toBe(billingViews.length)
})

it('R24: an address keeps its parameters and its anchor, and leaves out what is not set', () => {
  const href = billingHref('statement', {
    query: { action: 'image.edit', member: undefined, from: '', before: 7 },
    anchor: 'statement',
  })
  expect(href).toBe('/workspace-settings?tab=billing&view=statement&action=image.edit&before=7#statement')
})

it.each([
  ['tab=billing', 'overview'],
  ['tab=billing&checkout=done&credits=100', 'overview'],
  ['tab=billing&before=7', 'statement'],
  ['tab=billing&from=2026-11-01&to=2026-12-01', 'statement'],
  ['tab=billing&action=feed.post&cycle=2026-11-01T00:00:00.000Z', 'statement'],
  ['tab=billing&explain=now', 'statement'],
  ['tab=billing&cycle=2026-11-01T00:00:00.000Z', 'usage'],
  ['tab=billing&invoices=all', 'payment'],
  ['tab=billing&view=nonsense', 'overview'],
  ['tab=billing&view=usage&action=feed.post', 'usage'],
])('R24: ?%s shows the %s', (search, view) => {
  expect(viewOfQuery(Object.fromEntries(new URLSearchParams(search)))).toBe(view)
})

it.each([
  ['#statement', 'statement'],
  ['#packs', 'plans'],
  ['#plans', 'plans'],
  ['#usage', 'usage'],
  ['#spending-limits', 'usage'],
  ['#payment', 'payment'],
  ['#invoices', 'payment'],
  ['#auto-top-up', 'payment'],
  ['#explain', 'statement'],
  ['#content', null],
  ['#constructor', null],
  ['', null],
])('R24: the anchor %s is on the view %s', (hash, view) => {
  expect(viewOfAnchor(hash)).toBe(view)
})
