import { expect, test } from '@playwright/test'
import { type Answered, act, ask } from './access/ask'
import type { Entry, Form, Role } from './access/audience'
import { actions, pages, routes } from './access/matrix'
import {
  filled,
  filledForm,
  makeKey,
  makeOperator,
  makeRemoved,
  makeWorld,
  stateOf,
  type World,
} from './access/world'
import { type Agency, addMember, makeAgency, withDatabase } from './support/agency'

/**
 * Walks the matrix of who may do what over HTTP, from outside: each door with a stranger, somebody of another
 * workspace, somebody who was removed and each role, and beside each denial the case that is let in.
 */
const ALL_ROLES: readonly Role[] = ['owner', 'admin', 'member']
const STRANGER = {}

/** One workspace for all that only read; what acts on a row gets one of its own. */
let shared: Promise<World> | undefined
const sharedWorld = () => (shared ??= makeWorld())
let operatorOnce: Promise<Agency> | undefined
const operator = () => (operatorOnce ??= makeOperator())

const refusedAsSignedOut = ({ status, location, code }: Answered) =>
  status === 401 || code === 'signed-out' || (status === 307 && /\/(sign-in|welcome)(\?|$)/.test(location))
/** A page that streams has said 200 before it knows; then its end says it. */
const isMissing = ({ status, body, code }: Answered) =>
  status === 404 || code === 'not-found' || (code === '' && MISSING_PAGE.test(body))
/** After an action the page is drawn again that it was sent to, and that one names no row of ours. */
const MISSING_PAGE = /^<!DOCTYPE html>.*NEXT_HTTP_ERROR_FALLBACK;404/is
const isBroken = ({ status, code }: Answered) => status >= 500 || code === 'unknown'

function expectLetIn(answered: Answered, who: string): void {
  const { status, code, location } = answered
  const said = `${who} is let in (${status} ${code} ${location})`
  expect(isBroken(answered) || isMissing(answered) || refusedAsSignedOut(answered), said).toBe(false)
  expect([401, 403], said).not.toContain(status)
  expect(['forbidden', 'key.invalid', 'scope.missing'], said).not.toContain(code)
}

async function walkPage(pattern: string, entry: Entry): Promise<void> {
  const world = await sharedWorld()
  const address = await filled(entry.address ?? pattern, world)
  const get = (asker: { sessionToken?: string }) => ask(asker, 'GET', address)
  const stranger = await get(STRANGER)
  if (entry.who === 'everybody') return expect(isBroken(stranger) || isMissing(stranger)).toBe(false)
  if (entry.who === 'signed') return expect(isMissing(stranger), 'without its signature').toBe(true)
  expect(refusedAsSignedOut(stranger), `a stranger is sent to sign in (${stranger.status})`).toBe(true)
  expect(stranger.body).not.toContain(world.mark)
  if (entry.who === 'person') return expectLetIn(await get(await makeRemoved(world)), 'somebody signed in')
  if (entry.who === 'operator') {
    for (const role of ALL_ROLES) expect(isMissing(await get(world.people[role])), role).toBe(true)
    return expectLetIn(await get(await operator()), 'an operator')
  }
  const removed = await get(await makeRemoved(world))
  expect(refusedAsSignedOut(removed), `a removed member is out (${removed.status})`).toBe(true)
  expect(removed.body).not.toContain(world.mark)
  const other = await get(await makeAgency())
  expect(other.body, 'another workspace sees nothing of it').not.toContain(world.mark)
  if (pattern.includes('[')) expect(isMissing(other), `not there for others (${other.status})`).toBe(true)
  for (const role of ALL_ROLES) {
    const answered = await get(world.people[role])
    expectLetIn(answered, role)
    expect(answered.body, role).toContain(world.mark)
  }
}

/**
 * Tables that changed while requests were refused. Background jobs write when their time comes, so a walk with a change
 * starts over in a new workspace, and fails when the same table changes there again.
 */
async function changedTables({ workspaceId }: World, before: Record<string, string>): Promise<string[]> {
  const after = await stateOf(workspaceId)
  return Object.keys(after).filter((table) => after[table] !== before[table])
}
function expectNoneAgain(changed: string[], changedFirst: readonly string[]): void {
  const again = changed.filter((table) => changedFirst.includes(table))
  expect(again, 'refused requests change nothing').toEqual([])
}

async function walkAction(name: string, entry: Entry, changedFirst?: readonly string[]): Promise<void> {
  if (entry.who === 'signed') throw new Error('no action is opened by a signature: make it a route')
  const world = entry.form ? await makeWorld() : await sharedWorld()
  const real = entry.form ? await filledForm(entry.form, world) : null
  const send = (asker: Agency | object, form: Form = {}) => act(asker, name, Object.entries(form))
  const other = await makeAgency()
  const intruders: [string, Agency | object][] = [
    ['a stranger', STRANGER],
    ['a removed member', await makeRemoved(world)],
  ]
  const before = real ? await stateOf(world.workspaceId) : null
  for (const [who, asker] of intruders) {
    const answered = await send(asker, real ?? {})
    // A form without news of its own hands on to an action that is walked itself, and answers nothing.
    if (name.includes('/page.tsx ')) expect(isBroken(answered), who).toBe(false)
    else if (entry.who === 'person' && who !== 'a stranger') expectLetIn(answered, who)
    else if (entry.who === 'operator') expect(answered.code, who).toBe('not-found')
    else expect(answered.code, who).toBe('signed-out')
  }
  if (entry.who === 'operator') {
    for (const role of ALL_ROLES) expect((await send(world.people[role])).code, role).toBe('not-found')
    const allowed = await send(await operator())
    return expectLetIn(allowed, 'an operator')
  }
  if (entry.who !== 'roles') return
  for (const role of ALL_ROLES.filter((one) => !entry.roles.includes(one)))
    expect((await send(world.people[role], real ?? {})).code, role).toBe('forbidden')
  if (real) {
    // Taking away what is not there may be well with it; nothing of another workspace is touched.
    expect((await send(other, real)).code, 'with an id of another workspace').not.toBe('unknown')
    const changed = await changedTables(world, before ?? {})
    if (changed.length > 0 && !changedFirst) return walkAction(name, entry, changed)
    expectNoneAgain(changed, changedFirst ?? [])
    const allowed = await send(world.people[entry.roles[0] ?? 'owner'], real)
    expectLetIn(allowed, 'who may, with the same form')
    expect(allowed.code).not.toBe('input')
  }
  // What it does with nothing in the form happens to people of this test alone.
  const agency = await makeAgency()
  for (const role of entry.roles)
    expectLetIn(await send(role === 'owner' ? agency : await addMember(agency, role)), role)
}

const FORGED_FORM = {
  body: 'token=1.2.forged&done=1',
  headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
}
const PROGRAM = { 'Content-Type': 'application/json', 'Idempotency-Key': 'the walk' }

async function walkRoute(name: string, entry: Entry): Promise<void> {
  const [method = '', pattern = ''] = name.split(' ')
  const world = await sharedWorld()
  if (entry.who === 'key') return walkProgramRoute(method, pattern, entry)
  const address = await filled(entry.address ?? pattern, world)
  const body = method === 'POST' ? '{}' : undefined
  const send = (asker: { sessionToken?: string }) =>
    ask(asker, method, address, { body, headers: body ? { 'Content-Type': 'application/json' } : {} })
  const stranger = await send(STRANGER)
  if (entry.who === 'everybody') return expect(isBroken(stranger), String(stranger.status)).toBe(false)
  if (entry.who === 'signed') {
    expect([400, 401, 403, 404]).toContain(stranger.status)
    if (method !== 'POST') return
    const form = await ask(STRANGER, method, address, FORGED_FORM)
    // A page's own form is answered with a page: one that stands on its own, and says what is wrong.
    expect([303, 400, 401, 403, 404], 'a forged form').toContain(form.status)
    return
  }
  if (entry.who !== 'roles') throw new Error(`a route is not for ${entry.who}`)
  expect(refusedAsSignedOut(stranger), `a stranger is out (${stranger.status})`).toBe(true)
  const removed = await send(await makeRemoved(world))
  expect(refusedAsSignedOut(removed), `a removed member is out (${removed.status})`).toBe(true)
  if (pattern.includes('['))
    expect((await send(await makeAgency())).status, 'with an id of another').toBe(404)
  for (const role of ALL_ROLES) {
    const answered = await send(world.people[role])
    if (entry.roles.includes(role)) expectLetIn(answered, role)
    else expect(answered.status, role).toBe(403)
  }
}

type KeyEntry = Extract<Entry, { who: 'key' }>
async function walkProgramRoute(
  method: string,
  pattern: string,
  entry: KeyEntry,
  changedFirst?: readonly string[],
): Promise<void> {
  const world = await makeWorld()
  const { owner } = world.people
  const headers = { ...PROGRAM }
  const post = (key: string, address: string, data: object) =>
    ask({ key }, 'POST', address, { headers, body: JSON.stringify(data) })
  const quote = await ask({ key: world.keys['credits.read'] }, 'GET', '/api/v1/quote?action=image.edit')
  const quotedCredits = Number((JSON.parse(quote.body) as { credits: number }).credits)
  const hold = { action: 'image.edit', quotedCredits }
  // A key reaches its own holds alone, so the one that is let in opened this hold itself.
  const maker = await addMember(owner, 'admin')
  const orphan = await makeKey(maker, entry.scope)
  const opener = entry.scope === 'credits.spend' ? orphan : world.keys['credits.spend']
  const opened = await post(opener, '/api/v1/holds', hold)
  const { id } = JSON.parse(opened.body) as { id: string }
  const address = (entry.address ?? pattern).replace('$hold', id)
  const body = entry.form ? { ...entry.form, quotedCredits } : address.endsWith('capture') ? { units: 1 } : {}
  const send = (key?: string) =>
    method === 'GET'
      ? ask({ key }, 'GET', address)
      : ask({ key }, 'POST', address, {
          headers: { ...headers, 'Idempotency-Key': 'x' },
          body: JSON.stringify(body),
        })

  const before = await stateOf(world.workspaceId)
  expect((await send()).status, 'without a key').toBe(401)
  expect((await ask(owner, method, address, { headers })).status, 'a session is no key').toBe(401)
  const other = await makeKey(await makeAgency(), entry.scope)
  const elsewhere = await send(other)
  if (pattern.includes('[')) expect(elsewhere.status, 'a key of another workspace').toBe(404)
  const wrong = entry.scope === 'credits.read' ? 'credits.spend' : 'credits.read'
  expect((await send(await makeKey(await makeAgency(), wrong))).status, 'a key of another scope').toBe(403)
  const changed = await changedTables(world, before)
  if (changed.length > 0 && !changedFirst) return walkProgramRoute(method, pattern, entry, changed)
  expectNoneAgain(changed, changedFirst ?? [])
  if (pattern.includes('['))
    expect((await send(world.keys['credits.spend'])).status, 'another key of the workspace').toBe(404)
  const allowed = await send(orphan)
  expectLetIn(allowed, 'a key whose maker is a member')
  expect(allowed.status, 'what was asked is right').toBeLessThan(300)
  await withDatabase((sql) => sql`delete from members where user_id = ${maker.userId}`)
  expect((await send(orphan)).status, 'a key of a removed member').toBe(401)
}

test.describe('R35: pages', () => {
  for (const [pattern, entry] of Object.entries(pages))
    test(`${pattern} for ${entry.who}`, () => walkPage(pattern, entry))
})
test.describe('R31, R34, R35, R36: actions', () => {
  for (const [name, entry] of Object.entries(actions))
    test(`${name} for ${entry.who}`, () => walkAction(name, entry))
})
test.describe('R31, R35: routes', () => {
  for (const [name, entry] of Object.entries(routes))
    test(`${name} for ${entry.who}`, () => walkRoute(name, entry))
})
