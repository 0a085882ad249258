import { randomUUID } from 'node:crypto'
import { test } from '@playwright/test'
import fc from 'fast-check'
import { act, ask } from './access/ask'
import type { Entry } from './access/audience'
import { actions, pages, routes } from './access/matrix'
import { filled, filledForm, makeOperator, type World } from './access/world'
import { elsewhere, here, keyOf, tried } from './fuzz/asked'
import { brokenBodies, type FormValue, formValue, jsonValue, queryValue } from './fuzz/hostile'
import { expectSafe } from './fuzz/judge'
import { plausible, usualFields } from './fuzz/plausible'
import { type Agency, makeAgency } from './support/agency'

/**
 * Every action, route and page with malformed, oversized, wrongly typed and hostile input: it is no failure of ours,
 * tells nothing of our insides, and what is refused changes nothing. `FUZZ_SEED` and `FUZZ_RUNS` make another or a
 * longer run: FUZZ_SEED=$RANDOM FUZZ_RUNS=300 npm test -- --only browser e2e/fuzz.spec.ts
 */
const SEED = Number(process.env.FUZZ_SEED || 20_261)
const RUNS = Number(process.env.FUZZ_RUNS || 3)
/** How much a single request may carry before the product need not read on. */
const OVERSIZED_BYTES = 5_000_000

test.describe.configure({ timeout: 60_000 + RUNS * 10_000 })

let operatorOnce: Promise<Agency> | undefined
const operator = () => (operatorOnce ??= makeOperator())

/** Runs on one seed. What failed is shown with it, in the form that `FUZZ_SEED` takes. */
async function fuzz<T>(
  input: fc.Arbitrary<T>,
  run: (value: T) => Promise<void>,
  numRuns = RUNS,
): Promise<void> {
  await fc.assert(fc.asyncProperty(input, run), {
    seed: SEED,
    numRuns,
    // Each try is a request: what failed is shown as it was sent and not made smaller for minutes.
    endOnFailure: true,
    reporter: ({ failed, counterexample, errorInstance }) => {
      if (!failed) return
      const sent = JSON.stringify(counterexample)?.slice(0, 2_000)
      throw new Error(`FUZZ_SEED=${SEED} FUZZ_RUNS=${RUNS}: ${sent}`, { cause: errorInstance })
    },
  })
}

/** Names of fields that no form of ours has, or that mean something to JavaScript or to the framework. */
const ODD_NAMES = ['__proto__', 'constructor', 'toString', '$ACTION_REF_1', 'workspaceId', 'x'.repeat(5_000)]

type Tries = { spoilt: Record<string, FormValue>; odd: string | null; pick: number }
const tries = (fields: readonly string[]): fc.Arbitrary<Tries> =>
  fc.record({
    spoilt: fc.dictionary(fc.constantFrom(...fields), formValue, {
      minKeys: 0,
      maxKeys: 3,
      noNullPrototype: true,
    }),
    odd: fc.option(fc.constantFrom(...ODD_NAMES), { freq: 6, nil: null }),
    pick: fc.nat(1_000),
  })

/** The fields that an action complains about when it is given none, beside those that the matrix knows. */
async function fieldsOf(name: string, asker: Agency, entry: Entry): Promise<string[]> {
  const { body } = await act(asker, name, [])
  const complaints = /"fieldErrors":(\{[^{}]*\})/.exec(body)?.[1] ?? '{}'
  const named = Object.keys(JSON.parse(complaints) as object).map((path) => path.split('.')[0] ?? path)
  const known = [...new Set([...named, ...Object.keys(entry.form ?? {})])].filter(Boolean)
  return known.length > 0 ? known : usualFields
}

async function askerOf(entry: Entry, world: World): Promise<Agency> {
  if (entry.who === 'operator') return operator()
  return entry.who === 'roles' ? world.people[entry.roles[0] ?? 'owner'] : world.people.owner
}

function partsOf(form: Record<string, FormValue>): [string, string | Blob][] {
  return Object.entries(form).flatMap(([field, value]) => {
    if (value === null) return []
    if (typeof value === 'string' || value instanceof Blob) return [[field, value] as [string, string | Blob]]
    return value.map((one) => [field, one] as [string, string])
  })
}

async function fuzzAction(name: string, entry: Entry): Promise<void> {
  // Asked of somebody else: an action without fields does at once what it is for.
  const asker = entry.who === 'operator' ? await operator() : await makeAgency()
  const fields = await fieldsOf(name, asker, entry)
  const known = [...new Set([...fields, ...usualFields])]
  await fuzz(tries(fields), async ({ spoilt, odd, pick }) => {
    await tried(async ({ world, ids }) => {
      const good = Object.fromEntries(known.map((field) => [field, plausible(field, ids, pick)]))
      const real = entry.form && pick % 2 === 0 ? await filledForm(entry.form, world).catch(() => ({})) : {}
      const parts = partsOf({ ...good, ...real, ...spoilt, ...(odd && { [odd]: 'x' }) })
      return act(pick % 5 === 0 ? {} : await askerOf(entry, world), name, parts)
    })
  })
  // It may have signed its people out, or led them elsewhere.
  if (entry.who === 'person' || LEADS_AWAY.test(name)) await elsewhere()
}

const LEADS_AWAY = /deleteForGood|member-actions\.ts (leave|transfer|remove)/

/** Arguments that are no form at all, which only somebody sends who writes the request by hand. */
async function sendArguments(name: string): Promise<void> {
  for (const given of [
    '[]',
    '[null,null]',
    '[1,2]',
    '[null,"text"]',
    '[{"ok":true},{"get":1}]',
    '[null,["a"]]',
  ])
    await tried(({ world }) => act(world.people.owner, name, [], given))
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
      await tried(async ({ world }) => {
        const real = path === null ? await realAddress(entry.address ?? pattern, world) : pattern
        const place = real.replaceAll(
          /\[[^\]]+\]/g,
          encodeURIComponent(String(path).slice(0, 1_000)) || '%20',
        )
        const address = `${place}${place.includes('?') ? '&' : '?'}${asQuery(query)}`
        const idempotency = { 'Idempotency-Key': encodeURIComponent(String(keyed)).slice(0, 4_000) }
        return ask(await askerAt(entry, world), method, address, {
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
  await tried(async ({ world }) => ask(await askerAt(entry, world), method, address, { headers, body }))
}

const askerAt = async (entry: Entry, world: World) =>
  entry.who === 'key' ? { key: await keyOf(world, entry.scope) } : world.people.owner

/** What pages and routes read from their addresses. */
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
      [value].flat().map((one) => [field, String(one).slice(0, 2_000)] as [string, string]),
    ),
  )

const realAddress = (address: string, world: World) =>
  /\$hold/.test(address) ? address.replace('$hold', randomUUID()) : filled(address, world)

async function fuzzPage(pattern: string, entry: Entry): Promise<void> {
  const query = fc.dictionary(fc.constantFrom(...QUERY), queryValue, { minKeys: 1, maxKeys: 4 })
  const id = fc.option(queryValue, { freq: 2, nil: null })
  const runs = Math.max(2, Math.floor(RUNS / 3))
  // The console shows operators what went wrong, in its own words.
  const where = entry.who === 'operator' ? 'console' : 'page'
  await fuzz(
    fc.record({ query, id }),
    async ({ query, id }) => {
      const { world } = await here()
      // An action before may have taken the row away: then the page is asked for one that is not there.
      const real = id === null ? await filled(entry.address ?? pattern, world).catch(() => pattern) : pattern
      const place = real.replaceAll(/\[[^\]]+\]/g, encodeURIComponent(String(id).slice(0, 1_000)) || '%20')
      expectSafe(await ask(await askerOf(entry, world), 'GET', `${place}?${asQuery(query)}`), where)
    },
    runs,
  )
}

test.describe('hostile input: actions', () => {
  for (const [name, entry] of Object.entries(actions)) test(name, () => fuzzAction(name, entry))
  test('arguments that are no form', async () => {
    for (const name of Object.keys(actions).filter((_, at) => at % 10 === 0)) await sendArguments(name)
  })
})
test.describe('hostile input: routes', () => {
  for (const [name, entry] of Object.entries(routes)) test(name, () => fuzzRoute(name, entry))
})
test.describe('hostile input: pages', () => {
  for (const [pattern, entry] of Object.entries(pages)) test(pattern, () => fuzzPage(pattern, entry))
})
