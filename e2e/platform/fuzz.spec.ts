import { randomUUID } from 'node:crypto'
import { test } from '@playwright/test'
import fc from 'fast-check'
import type { Entry } from '../access/audience'
import { actions, pages, routes } from '../access/matrix'
import { act, send } from '../access/request'
import { filled, filledForm, makeOperator, type World } from '../access/world'
import { attempt, currentTarget, keyOf, renewTarget } from '../fuzz/attempt'
import { expectSafe } from '../fuzz/expect-safe'
import { brokenBodies, type FormValue, formValue, jsonValue, queryValue } from '../fuzz/hostile'
import { plausible, usualFields } from '../fuzz/plausible'
import { type Agency, makeAgency } from '../support/agency'

/**
 * Sends malformed, oversized, wrongly typed and hostile input to every action, route and page: none may cause a server error or
 * leak internals, and refused requests change nothing. For another or a longer run:
 * FUZZ_SEED=$RANDOM FUZZ_RUNS=300 npm test -- --only browser e2e/platform/fuzz.spec.ts
 */
const SEED = Number(process.env.FUZZ_SEED || 20_261)
const RUNS = Number(process.env.FUZZ_RUNS || 3)
/** Larger than any request the product accepts. */
const OVERSIZED_BYTES = 5_000_000

test.describe.configure({ timeout: 600_000 + RUNS * 10_000 })

let operatorOnce: Promise<Agency> | undefined
const operator = () => (operatorOnce ??= makeOperator())

/** Runs with a fixed seed. Failures include the seed, for `FUZZ_SEED`. */
async function fuzz<T>(
  input: fc.Arbitrary<T>,
  run: (value: T) => Promise<void>,
  numRuns = RUNS,
): Promise<void> {
  await fc.assert(fc.asyncProperty(input, run), {
    seed: SEED,
    numRuns,
    // Each try is a request, so failures are reported as sent instead of being shrunk for minutes.
    endOnFailure: true,
    reporter: ({ failed, counterexample, errorInstance }) => {
      if (!failed) return
      const sent = JSON.stringify(counterexample)?.slice(0, 2_000)
      throw new Error(`FUZZ_SEED=${SEED} FUZZ_RUNS=${RUNS}: ${sent}`, { cause: errorInstance })
    },
  })
}

/** Field names that none of our forms has or that are special to JavaScript or the framework. */
const ODD_NAMES = ['__proto__', 'constructor', 'toString', '$ACTION_REF_1', 'workspaceId', 'x'.repeat(5_000)]

type Tries = { hostile: Record<string, FormValue>; odd: string | null; pick: number }
const tries = (fields: readonly string[]): fc.Arbitrary<Tries> =>
  fc.record({
    hostile: fc.dictionary(fc.constantFrom(...fields), formValue, {
      minKeys: 0,
      maxKeys: 3,
      noNullPrototype: true,
    }),
    odd: fc.option(fc.constantFrom(...ODD_NAMES), { freq: 6, nil: null }),
    pick: fc.nat(1_000),
  })

/** Fields an action reports as missing for an empty form, plus those in the matrix. */
async function fieldsOf(name: string, caller: Agency, entry: Entry): Promise<string[]> {
  const { body } = await act(caller, name, [])
  const errors = /"fieldErrors":(\{[^{}]*\})/.exec(body)?.[1] ?? '{}'
  const named = Object.keys(JSON.parse(errors) as object).map((path) => path.split('.')[0] ?? path)
  const known = [...new Set([...named, ...Object.keys(entry.form ?? {})])].filter(Boolean)
  return known.length > 0 ? known : usualFields
}

async function callerOf(entry: Entry, world: World): Promise<Agency> {
  if (entry.who === 'operator') return operator()
  return entry.who === 'roles' ? world.people[entry.roles[0] ?? 'owner'] : world.people.owner
}

function partsOf(form: Record<string, FormValue>): [string, string | Blob][] {
  return Object.entries(form).flatMap(([field, value]) => {
    if (value === null) return []
    if (typeof value === 'string' || value instanceof Blob) return [[field, value] as [string, string | Blob]]
    return value.map((part) => [field, part] as [string, string])
  })
}

async function fuzzAction(name: string, entry: Entry): Promise<void> {
  // Uses another agency, because an action without fields runs immediately.
  const caller = entry.who === 'operator' ? await operator() : await makeAgency()
  const fields = await fieldsOf(name, caller, entry)
  const known = [...new Set([...fields, ...usualFields])]
  await fuzz(tries(fields), async ({ hostile, odd, pick }) => {
    await attempt(async ({ world, ids }) => {
      const good = Object.fromEntries(known.map((field) => [field, plausible(field, ids, pick)]))
      const real = entry.form && pick % 2 === 0 ? await filledForm(entry.form, world).catch(() => ({})) : {}
      const parts = partsOf({ ...good, ...real, ...hostile, ...(odd && { [odd]: 'x' }) })
      return act(pick % 5 === 0 ? {} : await callerOf(entry, world), name, parts)
    })
  })
  // It may have signed users out or removed their access.
  if (entry.who === 'person' || ENDS_ACCESS.test(name)) await renewTarget()
}

const ENDS_ACCESS = /deleteWorkspace|member-actions\.ts (leave|transfer|remove)/

/** Arguments that are not a form, as in hand-written requests. */
async function sendArguments(name: string): Promise<void> {
  for (const rawArguments of [
    '[]',
    '[null,null]',
    '[1,2]',
    '[null,"text"]',
    '[{"ok":true},{"get":1}]',
    '[null,["a"]]',
  ])
    await attempt(({ world }) => act(world.people.owner, name, [], rawArguments))
}

const FORM_TYPE = 'application/x-www-form-urlencoded'

async function fuzzRoute(name: string, entry: Entry): Promise<void> {
  const [method = '', pattern = ''] = name.split(' ')
  const query = fc.dictionary(fc.constantFrom(...usualFields, ...QUERY), queryValue, { maxKeys: 4 })
  const path = fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: queryValue })
  const json = fc.dictionary(fc.constantFrom('action', 'units', ...usualFields), jsonValue, { maxKeys: 5 })
  const sent = fc.oneof(
    { weight: 2, arbitrary: json.map((fields) => ['application/json', JSON.stringify(fields)] as const) },
    { weight: 1, arbitrary: query.map((fields) => [FORM_TYPE, asQuery(fields).toString()] as const) },
    { weight: 1, arbitrary: fc.constantFrom(...brokenBodies) },
  )
  await fuzz(
    fc.record({ query, path, body: sent, keyed: queryValue }),
    async ({ query, path, body, keyed }) => {
      await attempt(async ({ world }) => {
        const real = path === null ? await realAddress(entry.address ?? pattern, world) : pattern
        const place = real.replaceAll(
          /\[[^\]]+\]/g,
          encodeURIComponent(String(path).slice(0, 1_000)) || '%20',
        )
        const address = `${place}${place.includes('?') ? '&' : '?'}${asQuery(query)}`
        const idempotency = { 'Idempotency-Key': encodeURIComponent(String(keyed)).slice(0, 4_000) }
        return send(await callerAt(entry, world), method, address, {
          headers: {
            ...(method !== 'GET' && { 'Content-Type': body[0] }),
            ...(entry.who === 'key' && idempotency),
          },
          body: method === 'GET' ? undefined : body[1],
        })
      })
    },
  )
  if (method === 'GET' || entry.who === 'signed') return
  const address = pattern.replace('[id]', randomUUID())
  const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': 'large' }
  const body = `{"a":"${'x'.repeat(OVERSIZED_BYTES)}"}`
  await attempt(async ({ world }) => send(await callerAt(entry, world), method, address, { headers, body }))
}

const callerAt = async (entry: Entry, world: World) =>
  entry.who === 'key' ? { key: await keyOf(world, entry.scope) } : world.people.owner

/** Query parameters of pages and routes. */
const QUERY = [
  'as',
  'from',
  'to',
  'before',
  'after',
  'page',
  'tab',
  'q',
  'sort',
  'limit',
  'action',
  'member',
  'month',
].concat([
  'miles',
  'cycleStart',
  'callbackUrl',
  'session_id',
  'token',
  'status',
  'list',
  'template',
  'week',
  'view',
])

const asQuery = (query: Record<string, string | readonly string[]>) =>
  new URLSearchParams(
    Object.entries(query).flatMap(([field, value]) =>
      [value].flat().map((part) => [field, String(part).slice(0, 2_000)] as [string, string]),
    ),
  )

/** An earlier request may have deleted the only such row; then the id is unknown. */
const realAddress = async (address: string, world: World) =>
  /\$hold/.test(address)
    ? address.replace('$hold', randomUUID())
    : filled(address, world).catch(() => address.replace(/\$\w+(:\w+)?/g, randomUUID()))

async function fuzzPage(pattern: string, entry: Entry): Promise<void> {
  const query = fc.dictionary(fc.constantFrom(...QUERY), queryValue, { minKeys: 1, maxKeys: 4 })
  const id = fc.option(queryValue, { freq: 2, nil: null })
  const runs = Math.max(2, Math.floor(RUNS / 3))
  // The console shows technical errors to operators.
  const where = entry.who === 'operator' ? 'console' : 'page'
  await fuzz(
    fc.record({ query, id }),
    async ({ query, id }) => {
      const { world } = await currentTarget()
      // An earlier action may have deleted the row; then the page is requested with an unknown id.
      const real = id === null ? await filled(entry.address ?? pattern, world).catch(() => pattern) : pattern
      const place = real.replaceAll(/\[[^\]]+\]/g, encodeURIComponent(String(id).slice(0, 1_000)) || '%20')
      expectSafe(await send(await callerOf(entry, world), 'GET', `${place}?${asQuery(query)}`), where)
    },
    runs,
  )
}

test.describe('hostile input: actions', () => {
  for (const [name, entry] of Object.entries(actions)) test(name, () => fuzzAction(name, entry))
  test('arguments that are not a form', async () => {
    for (const name of Object.keys(actions).filter((_, at) => at % 10 === 0)) await sendArguments(name)
  })
})
test.describe('hostile input: routes', () => {
  for (const [name, entry] of Object.entries(routes)) test(name, () => fuzzRoute(name, entry))
})
test.describe('hostile input: pages', () => {
  for (const [pattern, entry] of Object.entries(pages)) test(pattern, () => fuzzPage(pattern, entry))
})
