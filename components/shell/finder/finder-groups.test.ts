import { expect, it } from 'vitest'
import { navGroups } from '../navigation/nav-items'
import { finderGroups } from './finder-groups'
import { findPages } from './pages'

const labels = (search: string) =>
  finderGroups(search, null).flatMap(({ items }) => items.map(({ label }) => label))

it('without a search it lists what can be created, and all pages', () => {
  expect(finderGroups('', null).map(({ value }) => value)).toEqual(['Create', 'Pages'])
  const pages = navGroups.flatMap(({ items }) => items.map(({ label }) => label))
  expect(labels('')).toEqual(expect.arrayContaining(['New report', ...pages, 'Plan and billing', 'API keys']))
})

it('finds pages by what people call them, in any order of words', () => {
  expect(findPages('buy credits').map(({ label }) => label)).toEqual(['Plans and packs'])
  expect(findPages('csv import').map(({ label }) => label)).toEqual(['Import contacts'])
  expect(labels('new val')).toEqual(['New valuation'])
  expect(labels('zzz')).toEqual([])
})

it('R7: new work shows its cost once it is known', () => {
  const [created] = finderGroups('new report', {
    found: [],
    costs: { 'report.generate': '10 credits per report' },
  })
  expect(created?.items).toEqual([
    { key: '/reports/new', label: 'New report', detail: '10 credits per report', href: '/reports/new' },
  ])
  expect(labels('new contact')).toEqual(['New contact'])
})

it('results come before pages, in groups', () => {
  const found = [
    { kind: 'contact' as const, id: '1', title: 'Cal Endar', detail: 'cal@example.com', href: '/contacts/1' },
    { kind: 'report' as const, id: '2', title: 'Calgary', detail: 'Jan 5, 2026', href: '/reports/2' },
    { kind: 'listing' as const, id: '3', title: '1 Cal St', detail: 'offmarket', href: '/listings/3' },
  ]
  const groups = finderGroups('cal', { found, costs: {} })
  expect(groups.map(({ value }) => value)).toEqual(['Reports', 'Listings', 'Contacts', 'Pages'])
  expect(groups[1]?.items).toMatchObject([{ detail: 'Off market' }])
  // Results of an earlier search are not shown for none.
  expect(finderGroups('', { found, costs: {} }).map(({ value }) => value)).toEqual(['Create', 'Pages'])
})
