import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { NextRequest } from 'next/server'
import { expect } from 'vitest'
import { apiScopes, type KeyKind } from '@/db/schema/people/api-keys'
import { createKey } from '@/lib/api/keys/create-key'
import type { Operation } from '@/lib/api/operation'
import { operations } from '@/lib/api/operations'
import { Problem, responses } from '@/lib/api/responses'
import type { WorkspaceContext } from '@/lib/core/context'

/** Calls the route handlers of the API in tests, and compares every answer with the document's schemas. */

export type OperationName = keyof typeof operations
type Call = {
  /** Path parameters. */
  id?: string
  query?: Record<string, string>
  body?: Record<string, unknown>
  bytes?: Uint8Array
  idempotencyKey?: string
}
export type Answer = {
  status: number
  headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: tests read any field of a checked response.
  body: any
  bytes: Buffer
}

type Handler = (request: NextRequest, route: { params: Promise<object> }) => Promise<Response>

/** A client with its own key. Each write has a new Idempotency-Key unless it is given. */
export async function clientOf(
  ctx: WorkspaceContext,
  {
    scopes = [...apiScopes],
    kind = 'personal',
  }: { scopes?: (typeof apiScopes)[number][]; kind?: KeyKind } = {},
) {
  const { key } = await createKey(ctx, { name: `Key ${randomUUID().slice(0, 8)}`, scopes, kind })
  return (name: OperationName, call: Call = {}) => callApi(key, name, call)
}

export async function callApi(key: string, name: OperationName, call: Call = {}): Promise<Answer> {
  const { id = '', query = {}, body = {}, bytes, idempotencyKey = randomUUID() } = call
  const operation: Operation = operations[name]
  const { method, path, response, status } = operation
  const folder = path.replaceAll('{', '[').replaceAll('}', ']')
  const route = (await import(join(import.meta.dirname, folder, 'route.ts'))) as Record<string, Handler>
  const handler = route[method]
  if (!handler) throw new Error(`${method} ${path} has no handler`)
  const hasBody = method === 'POST' || method === 'PUT'
  const url = new URL(`http://localhost:3000/api/v1${path.replace('{id}', id)}`)
  for (const [field, value] of Object.entries(query)) url.searchParams.set(field, value)
  const request = new NextRequest(url, {
    method,
    headers: { ...(key && { Authorization: `Bearer ${key}` }), 'Idempotency-Key': idempotencyKey },
    ...(hasBody && { body: bytes ? Buffer.from(bytes) : JSON.stringify(body) }),
  })
  const answer = await handler(request, { params: Promise.resolve(path.includes('{id}') ? { id } : {}) })
  const content = Buffer.from(await answer.arrayBuffer())
  const isJson = /json/.test(answer.headers.get('content-type') ?? '')
  const parsed = isJson ? JSON.parse(content.toString()) : null
  if (answer.ok) {
    expect(answer.status, name).toBe(status ?? 200)
    if (response) responses[response].parse(parsed)
  } else {
    expect(answer.headers.get('content-type'), name).toBe('application/problem+json')
    expect(Problem.parse(parsed).status, name).toBe(answer.status)
  }
  return { status: answer.status, headers: answer.headers, body: parsed, bytes: content }
}

/** What a refused request answers: its status and the code in its type. */
export const refusal = ({ status, body }: Answer) => [
  status,
  String(body?.type).replace('urn:market-trak:problem:', ''),
]
