import { type Context, Hono } from 'hono'
import qs from 'qs'
import { ApiError, invalid } from '../core/errors'
import { faultSettings, strikes } from '../core/faults'
import { newId } from '../core/ids'
import { Params, type ParamTree } from '../core/params'
import { API_VERSION, type World } from '../core/world'
import { expand } from './expand'
import { type Answer, hashInput, recall, remember } from './idempotency'
import type { Route } from './route'

/** Stripe objects nest at most this deep in a form; the SDK always writes array indexes. */
const FORM_OPTIONS = { depth: 10, arrayLimit: 1000, parameterLimit: 5000 } as const

const SERVER_ERROR = {
  error: {
    type: 'api_error',
    message: 'An error occurred with our connection to Stripe (injected fault).',
  },
}

/** The `/v1` API: authentication, idempotency keys, one transaction per request, `expand`, Stripe's errors. */
export function apiApp(world: World, routes: readonly Route[]): Hono {
  const app = new Hono()
  for (const route of routes) app.on(route.method, route.path, (context) => serve(world, route, context))
  app.all('*', (context) => {
    const { method, path } = context.req
    const message = `Unrecognized request URL (${method}: ${path}). This path is not part of the local Stripe.`
    return answer(context, newId('req_', 14), { status: 404, body: errorBody(invalid(message)) })
  })
  return app
}

async function serve(world: World, route: Route, context: Context): Promise<Response> {
  const requestId = newId('req_', 14)
  if (!/^(Bearer|Basic) .+/.test(context.req.header('authorization') ?? ''))
    return answer(context, requestId, noKey())
  if (!isTestKey(context.req.header('authorization') ?? '')) return answer(context, requestId, badKey())

  const faults = faultSettings(world)
  const fails = strikes(world, 'apiError', faults.apiErrorShare)
  if (fails && faults.apiErrorWhen === 'before')
    return answer(context, requestId, { status: 500, body: SERVER_ERROR })

  const form = route.method === 'POST' ? await context.req.text() : new URL(context.req.url).search.slice(1)
  const key = (route.method !== 'GET' && context.req.header('idempotency-key')) || null
  const inputHash = hashInput(route.method, context.req.path, form)
  const earlier = key ? recall(world, key, inputHash) : undefined
  const result =
    earlier ?? perform(world, route, context.req.param(), form, { id: requestId, key, inputHash })

  if (strikes(world, 'apiTimeout', faults.apiTimeoutShare))
    await new Promise((resolve) => setTimeout(resolve, faults.apiTimeoutMs).unref())
  if (fails) return answer(context, requestId, { status: 500, body: SERVER_ERROR })
  return answer(context, requestId, result, key)
}

interface RequestNote {
  id: string
  key: string | null
  inputHash: string
}

/** Commits the result and its idempotency record together, before sending the response. */
function perform(
  world: World,
  route: Route,
  path: Record<string, string>,
  form: string,
  note: RequestNote,
): Answer {
  const params = new Params(qs.parse(form, FORM_OPTIONS) as ParamTree)
  world.request = { id: note.id, idempotency_key: note.key }
  try {
    return world.store.transaction(
      () => {
        const expansions = params.texts('expand') ?? []
        const made = route.handle({ world, params, path })
        refuseUnread(params)
        const result: Answer = { status: 200, body: expand(world, made, expansions) }
        if (note.key) remember(world, note.key, note.inputHash, result)
        return result
      },
      (error) => {
        if (!(error instanceof ApiError) || !error.keepsEffects) return false
        if (note.key)
          remember(world, note.key, note.inputHash, { status: error.status, body: errorBody(error) })
        return true
      },
    )
  } catch (error) {
    if (error instanceof ApiError) return { status: error.status, body: errorBody(error) }
    world.log(`${route.method} ${route.path} broke: ${error instanceof Error ? error.stack : String(error)}`)
    const message = 'The local Stripe broke on this request; its log has the reason.'
    return { status: 500, body: { error: { type: 'api_error', message } } }
  } finally {
    world.request = null
  }
}

function refuseUnread(params: Params): void {
  const [unread] = params.unread()
  if (unread === undefined) return
  throw invalid(
    `Received unknown parameter: ${unread} (not part of the local Stripe, see its README)`,
    unread,
    'parameter_unknown',
  )
}

const errorBody = (error: ApiError) => ({ error: error.body })

function isTestKey(header: string): boolean {
  const [scheme, value = ''] = header.split(' ')
  const key = scheme === 'Basic' ? Buffer.from(value, 'base64').toString().split(':')[0] : value
  return /^(sk|rk)_test_/.test(key ?? '')
}

function noKey(): Answer {
  const message =
    'You did not provide an API key. You need to provide your API key in the Authorization header, using ' +
    "Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY')."
  return { status: 401, body: { error: { type: 'invalid_request_error', message } } }
}

function badKey(): Answer {
  const message = 'Invalid API Key provided. The local Stripe takes any key that begins with sk_test_.'
  return { status: 401, body: { error: { type: 'invalid_request_error', message } } }
}

function answer(
  context: Context,
  requestId: string,
  { status, body, replayed }: Answer,
  key: string | null = null,
) {
  const { error } = body as { error?: Record<string, unknown> }
  const shown = error ? { error: { ...error, request_log_url: `local:${requestId}` } } : body
  return context.newResponse(`${JSON.stringify(shown, null, 2)}\n`, status as 200, {
    'content-type': 'application/json',
    'request-id': requestId,
    'stripe-version': API_VERSION,
    ...(key && { 'idempotency-key': key }),
    ...(replayed && { 'idempotent-replayed': 'true' }),
  })
}
