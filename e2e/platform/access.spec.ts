import { expect, test } from '@playwright/test'
import type { Entry, Form, Role } from '../access/audience'
import { actions, pages, routes } from '../access/matrix'
import { act, type Outcome, send as request } from '../access/request'
import {
  filled,
  filledForm,
  makeKey,
  makeOperator,
  makeRemoved,
  makeWorld,
  stateOf,
  type World,
} from '../access/world'
import { type Agency, addMember, makeAgency, withDatabase } from '../support/agency'

/**
 * Tests the access matrix over HTTP: each page, action and route as a stranger, a user of another workspace, a removed member
 * and each role. Each denial is paired with an allowed case.
 */
const ALL_ROLES: readonly Role[] = ['owner', 'admin', 'member']
const STRANGER = {}

/** One workspace for all reads. Actions on a row get their own workspace. */
let shared: Promise<World> | undefined
const sharedWorld = () => (shared ??= makeWorld())
let operatorOnce: Promise<Agency> | undefined
const operator = () => (operatorOnce ??= makeOperator())

const refusedAsSignedOut = ({ status, location, code }: Outcome) =>
  status === 401 || code === 'signed-out' || (status === 307 && /\/(sign-in|welcome)(\?|$)/.test(location))
/** A streamed page already has status 200, so its content shows whether it was missing. */
const isMissing = ({ status, body, code }: Outcome) =>
  status === 404 || code === 'not-found' || (code === '' && MISSING_PAGE.test(body))
/** After an action its page is rendered again with an unknown id, which is not counted as missing. */
const MISSING_PAGE = /^<!DOCTYPE html>.*NEXT_HTTP_ERROR_FALLBACK;404/is
const isBroken = ({ status, code }: Outcome) => status >= 500 || code === 'unknown'

function expectAllowed(outcome: Outcome, who: string): void {
  const { status, code, location } = outcome
  const description = `${who} has access (${status} ${code} ${location})`
  expect(isBroken(outcome) || isMissing(outcome) || refusedAsSignedOut(outcome), description).toBe(false)
  expect([401, 403], description).not.toContain(status)
  expect(['forbidden', 'key.invalid', 'scope.missing'], description).not.toContain(code)
}

async function checkPage(pattern: string, entry: Entry): Promise<void> {
  const world = await sharedWorld()
  const address = await filled(entry.address ?? pattern, world)
  const get = (caller: { sessionToken?: string }) => request(caller, 'GET', address)
  const stranger = await get(STRANGER)
  if (entry.who === 'anyone') return expect(isBroken(stranger) || isMissing(stranger)).toBe(false)
  if (entry.who === 'signed') return expect(isMissing(stranger), 'without a signature').toBe(true)
  expect(refusedAsSignedOut(stranger), `a stranger is redirected to sign in (${stranger.status})`).toBe(true)
  expect(stranger.body).not.toContain(world.mark)
  if (entry.who === 'person') return expectAllowed(await get(await makeRemoved(world)), 'a signed-in user')
  if (entry.who === 'operator') {
    for (const role of ALL_ROLES) expect(isMissing(await get(world.people[role])), role).toBe(true)
    return expectAllowed(await get(await operator()), 'an operator')
  }
  const removed = await get(await makeRemoved(world))
  expect(refusedAsSignedOut(removed), `a removed member has no access (${removed.status})`).toBe(true)
  expect(removed.body).not.toContain(world.mark)
  const other = await get(await makeAgency())
  expect(other.body, 'another workspace sees nothing').not.toContain(world.mark)
  if (entry.address?.includes('$'))
    expect(isMissing(other), `not found for others (${other.status})`).toBe(true)
  for (const role of ALL_ROLES) {
    const outcome = await get(world.people[role])
    expectAllowed(outcome, role)
    expect(outcome.body, role).toContain(world.mark)
  }
}

/**
 * Tables that changed while requests were refused. Background jobs write when they are due, so a check that sees a change
 * starts over in a new workspace, and fails if the same table changes there too.
 */
async function changedTables({ workspaceId }: World, before: Record<string, string>): Promise<string[]> {
  const after = await stateOf(workspaceId)
  return Object.keys(after).filter((table) => after[table] !== before[table])
}

function expectNoRepeat(changed: string[], changedFirst: readonly string[]): void {
  const repeated = changed.filter((table) => changedFirst.includes(table))
  expect(repeated, 'refused requests change nothing').toEqual([])
}

async function checkAction(name: string, entry: Entry, changedFirst?: readonly string[]): Promise<void> {
  if (entry.who === 'signed') throw new Error('actions cannot use signatures; use a route')
  const world = entry.form ? await makeWorld({ rowsEach: 50 }) : await sharedWorld()
  const real = entry.form ? await filledForm(entry.form, world) : null
  const send = (caller: Agency | object, form: Form = {}) => act(caller, name, Object.entries(form))
  const other = await makeAgency()
  const intruders: [string, Agency | object][] = [
    ['a stranger', STRANGER],
    ['a removed member', await makeRemoved(world)],
  ]
  const before = real ? await stateOf(world.workspaceId) : null
  for (const [who, caller] of intruders) {
    const outcome = await send(caller, real ?? {})
    // An inline form action calls an action that is tested itself, and returns nothing.
    if (name.includes('/page.tsx ')) expect(isBroken(outcome), who).toBe(false)
    else if (entry.who === 'person' && who !== 'a stranger') expectAllowed(outcome, who)
    else if (entry.who === 'operator') expect(outcome.code, who).toBe('not-found')
    else expect(outcome.code, who).toBe('signed-out')
  }
  if (entry.who === 'operator') {
    for (const role of ALL_ROLES) expect((await send(world.people[role])).code, role).toBe('not-found')
    const allowed = await send(await operator())
    return expectAllowed(allowed, 'an operator')
  }
  if (entry.who !== 'roles') return
  for (const role of ALL_ROLES.filter((role) => !entry.roles.includes(role)))
    expect((await send(world.people[role], real ?? {})).code, role).toBe('forbidden')
  if (real) {
    // Deleting a missing row can succeed, but nothing of another workspace changes.
    expect((await send(other, real)).code, 'with an id of another workspace').not.toBe('unknown')
    const changed = await changedTables(world, before ?? {})
    if (changed.length > 0 && !changedFirst) return checkAction(name, entry, changed)
    expectNoRepeat(changed, changedFirst ?? [])
    const allowed = await send(world.people[entry.roles[0] ?? 'owner'], real)
    expectAllowed(allowed, 'an allowed role with the same form')
    expect(allowed.code).not.toBe('input')
  }
  // With an empty form, actions run for users of this test only.
  const agency = await makeAgency()
  for (const role of entry.roles)
    expectAllowed(await send(role === 'owner' ? agency : await addMember(agency, role)), role)
}

const FORGED_FORM = {
  body: 'token=1.2.forged&done=1',
  headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
}
const API_HEADERS = { 'Content-Type': 'application/json', 'Idempotency-Key': 'the access test' }

async function checkRoute(name: string, entry: Entry): Promise<void> {
  const [method = '', pattern = ''] = name.split(' ')
  const world = await sharedWorld()
  if (entry.who === 'key')
    return entry.scope.startsWith('credits.')
      ? checkApiRoute(method, pattern, entry)
      : checkProductRoute(method, pattern, entry)
  const address = await filled(entry.address ?? pattern, world)
  const body = method === 'POST' ? '{}' : undefined
  const send = (caller: { sessionToken?: string }) =>
    request(caller, method, address, { body, headers: body ? { 'Content-Type': 'application/json' } : {} })
  const stranger = await send(STRANGER)
  if (entry.who === 'anyone') return expect(isBroken(stranger), String(stranger.status)).toBe(false)
  if (entry.who === 'signed') {
    expect([400, 401, 403, 404]).toContain(stranger.status)
    if (method !== 'POST') return
    const form = await request(STRANGER, method, address, FORGED_FORM)
    // A page's own form is redirected to a page that explains the error.
    expect([303, 400, 401, 403, 404], 'a forged form').toContain(form.status)
    return
  }
  if (entry.who === 'person') {
    expect(refusedAsSignedOut(stranger), `a stranger has no access (${stranger.status})`).toBe(true)
    return expectAllowed(await send(world.people.member), 'a signed-in person')
  }
  if (entry.who !== 'roles') throw new Error(`routes do not support ${entry.who}`)
  expect(refusedAsSignedOut(stranger), `a stranger has no access (${stranger.status})`).toBe(true)
  const removed = await send(await makeRemoved(world))
  expect(refusedAsSignedOut(removed), `a removed member has no access (${removed.status})`).toBe(true)
  if (pattern.includes('['))
    expect((await send(await makeAgency())).status, 'with an id of another workspace').toBe(404)
  for (const role of ALL_ROLES) {
    const outcome = await send(world.people[role])
    if (entry.roles.includes(role)) expectAllowed(outcome, role)
    else expect(outcome.status, role).toBe(403)
  }
}

type KeyEntry = Extract<Entry, { who: 'key' }>
async function checkApiRoute(
  method: string,
  pattern: string,
  entry: KeyEntry,
  changedFirst?: readonly string[],
): Promise<void> {
  const world = await makeWorld({ rowsEach: 50 })
  const { owner } = world.people
  const headers = { ...API_HEADERS }
  const post = (key: string, address: string, data: object) =>
    request({ key }, 'POST', address, { headers, body: JSON.stringify(data) })
  const quote = await request({ key: world.keys['credits.read'] }, 'GET', '/api/v1/quote?action=image.edit')
  const quotedCredits = Number((JSON.parse(quote.body) as { credits: number }).credits)
  const hold = { action: 'image.edit', quotedCredits }
  // A key only reaches its own holds, so the allowed key opens this hold itself.
  const maker = await addMember(owner, 'admin')
  const orphan = await makeKey(maker, entry.scope)
  const opener = entry.scope === 'credits.spend' ? orphan : world.keys['credits.spend']
  const opened = await post(opener, '/api/v1/holds', hold)
  const { id } = JSON.parse(opened.body) as { id: string }
  const address = (entry.address ?? pattern).replace('$hold', id)
  const body = entry.form ? { ...entry.form, quotedCredits } : address.endsWith('capture') ? { units: 1 } : {}
  const send = (key?: string) =>
    method === 'GET'
      ? request({ key }, 'GET', address)
      : request({ key }, 'POST', address, {
          headers: { ...headers, 'Idempotency-Key': 'x' },
          body: JSON.stringify(body),
        })

  const before = await stateOf(world.workspaceId)
  expect((await send()).status, 'without a key').toBe(401)
  expect((await request(owner, method, address, { headers })).status, 'a session is not a key').toBe(401)
  const other = await makeKey(await makeAgency(), entry.scope)
  const elsewhere = await send(other)
  if (pattern.includes('[')) expect(elsewhere.status, 'a key of another workspace').toBe(404)
  const wrong = entry.scope === 'credits.read' ? 'credits.spend' : 'credits.read'
  expect((await send(await makeKey(await makeAgency(), wrong))).status, 'a key of another scope').toBe(403)
  const changed = await changedTables(world, before)
  if (changed.length > 0 && !changedFirst) return checkApiRoute(method, pattern, entry, changed)
  expectNoRepeat(changed, changedFirst ?? [])
  if (pattern.includes('['))
    expect((await send(world.keys['credits.spend'])).status, 'another key of the workspace').toBe(404)
  const allowed = await send(orphan)
  expectAllowed(allowed, 'a key whose creator is a member')
  expect(allowed.status, 'the request is valid').toBeLessThan(300)
  await withDatabase((sql) => sql`delete from members where user_id = ${maker.userId}`)
  expect((await send(orphan)).status, 'a key of a removed member').toBe(401)
}

/** The products by API: a key reaches all work of its workspace. */
async function checkProductRoute(
  method: string,
  pattern: string,
  entry: KeyEntry,
  changedFirst?: readonly string[],
): Promise<void> {
  const world = await makeWorld({ rowsEach: 50 })
  const address = await filled(entry.address ?? pattern, world)
  const headers = { ...API_HEADERS }
  const body = method === 'GET' || method === 'DELETE' ? undefined : '{}'
  const send = (key?: string) => request({ key }, method, address, { headers, body })
  const { owner } = world.people
  const removed = await addMember(owner, 'admin')
  const orphan = await makeKey(removed, entry.scope)
  await withDatabase((sql) => sql`delete from members where user_id = ${removed.userId}`)
  // Every use of a key is recorded, also a refused one, unless a later use is known.
  await withDatabase(
    (sql) => sql`update api_keys set last_used_at = now() + interval '1 day'
      where workspace_id = ${world.workspaceId}`,
  )
  const before = await stateOf(world.workspaceId)
  expect((await send()).status, 'without a key').toBe(401)
  expect((await request(owner, method, address, { headers, body })).status, 'a session is not a key').toBe(
    401,
  )
  const elsewhere = await send(await makeKey(await makeAgency(), entry.scope))
  // Without a body, a missing field can be reported before the id is looked up.
  if (pattern.includes('[')) expect([400, 404], 'a key of another workspace').toContain(elsewhere.status)
  expect((await send(world.keys['credits.spend'])).status, 'a key of another scope').toBe(403)
  expect((await send(orphan)).status, 'a key of a removed member').toBe(401)
  const changed = await changedTables(world, before)
  if (changed.length > 0 && !changedFirst) return checkProductRoute(method, pattern, entry, changed)
  expectNoRepeat(changed, changedFirst ?? [])
  const allowed = await send(await makeKey(owner, entry.scope))
  expectAllowed(allowed, 'a key with the scope')
  if (method === 'GET' || method === 'DELETE') expect(allowed.status, 'the request is valid').toBe(200)
}

test.describe('R35: pages', () => {
  for (const [pattern, entry] of Object.entries(pages))
    test(`${pattern} for ${entry.who}`, () => checkPage(pattern, entry))
})
test.describe('R31, R34, R35, R36: actions', () => {
  for (const [name, entry] of Object.entries(actions))
    test(`${name} for ${entry.who}`, () => checkAction(name, entry))
})
test.describe('R31, R35: routes', () => {
  for (const [name, entry] of Object.entries(routes))
    test(`${name} for ${entry.who}`, () => checkRoute(name, entry))
})
