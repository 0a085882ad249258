import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { foundActions, foundPages, foundRoutes } from './discover'
import { actions, pages, routes } from './matrix'

const kinds = [
  { kind: 'page', entries: pages, found: foundPages() },
  { kind: 'action', entries: actions, found: foundActions() },
  { kind: 'route', entries: routes, found: foundRoutes() },
] as const

describe.each(kinds)('R35: every $kind', ({ kind, entries, found }) => {
  it('has a line in the matrix of who may do what', () => {
    const missing = found.filter((name) => !Object.hasOwn(entries, name))
    expect(
      missing,
      `Say in e2e/access/matrix.ts who may come in, for example\n${missing.map((name) => `  '${name}': member(),`).join('\n')}\nWhat its words mean is in CONTRIBUTING.md, "A new page, action or route".`,
    ).toEqual([])
    expect(found.length, `no ${kind} was found at all`).toBeGreaterThan(20)
  })

  it('in the matrix is still there', () => {
    const gone = Object.keys(entries).filter((name) => !found.includes(name))
    expect(gone, 'These are gone: take their lines out of e2e/access/matrix.ts.').toEqual([])
  })

  it('that an id is part of names one that others must not get', () => {
    const unnamed = Object.entries(entries)
      .filter(
        ([name, { who, address }]) =>
          name.includes('[') && who !== 'everybody' && who !== 'signed' && !address?.includes('$'),
      )
      .map(([name]) => name)
    expect(unnamed, "Give its address with a true id: member('/campaigns/$campaigns').").toEqual([])
  })
})

it('R35: what is opened by a signature has its allowed case in a test that exists', () => {
  for (const entry of [...Object.values(pages), ...Object.values(actions), ...Object.values(routes)])
    if (entry.who === 'signed') expect(existsSync(entry.allowedIn), entry.allowedIn).toBe(true)
})
