import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { foundActions, foundPages, foundRoutes } from './discover'
import { actions, pages, routes } from './matrix'

/** Groups of API operations are the same for every workspace. */
const isOfWorkspace = (name: string) => name.replace('[group]', '').includes('[')

const kinds = [
  { kind: 'page', entries: pages, found: foundPages() },
  { kind: 'action', entries: actions, found: foundActions() },
  { kind: 'route', entries: routes, found: foundRoutes() },
] as const

describe.each(kinds)('R35: every $kind', ({ kind, entries, found }) => {
  it('is listed in the access matrix', () => {
    const missing = found.filter((name) => !Object.hasOwn(entries, name))
    expect(
      missing,
      `Add who has access to e2e/access/matrix.ts, for example\n${missing.map((name) => `  '${name}': member(),`).join('\n')}\nSee CONTRIBUTING.md, "A new page, action or route".`,
    ).toEqual([])
    expect(found.length, `no ${kind} was found`).toBeGreaterThan(20)
  })

  it('in the matrix exists', () => {
    const removed = Object.keys(entries).filter((name) => !found.includes(name))
    expect(removed, 'These no longer exist. Remove them from e2e/access/matrix.ts.').toEqual([])
  })

  it('with an id has a URL with an id of the workspace', () => {
    const unnamed = Object.entries(entries)
      .filter(
        ([name, { who, address }]) =>
          isOfWorkspace(name) && who !== 'anyone' && who !== 'signed' && !address?.includes('$'),
      )
      .map(([name]) => name)
    expect(unnamed, "Add a URL with a valid id: member('/campaigns/$campaigns').").toEqual([])
  })
})

it('R35: every entry with a signature names an existing test of the allowed case', () => {
  for (const entry of [...Object.values(pages), ...Object.values(actions), ...Object.values(routes)])
    if (entry.who === 'signed') expect(existsSync(entry.allowedIn), entry.allowedIn).toBe(true)
})
