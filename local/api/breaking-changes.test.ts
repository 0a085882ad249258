import { describe, expect, it } from 'vitest'
import { breakingChanges } from './breaking-changes'
import type { ApiDocument } from './generated-files'

const document = () => ({
  paths: {
    '/orders': {
      get: {
        operationId: 'orders',
        'x-required-scope': 'read',
        parameters: [
          { name: 'limit', in: 'query', required: false, schema: { type: 'integer', maximum: 100 } },
        ],
        responses: { 200: json({ $ref: '#/components/schemas/Order' }) },
      },
      post: {
        operationId: 'order',
        requestBody: {
          required: true,
          ...json({
            type: 'object',
            properties: {
              kind: { type: 'string', enum: ['a', 'b'] },
              note: { type: 'string', maxLength: 9 },
            },
            required: ['kind'],
          }),
        },
        responses: { 200: json({ $ref: '#/components/schemas/Order' }) },
      },
    },
  },
  components: {
    schemas: {
      Order: {
        type: 'object',
        properties: {
          id: { type: 'string' },
          state: { type: 'string', enum: ['open', 'closed'] },
          endsAt: { anyOf: [{ type: 'string' }, { type: 'null' }] },
          lines: { type: 'array', items: { type: 'object', properties: { credits: { type: 'integer' } } } },
        },
        required: ['id', 'state', 'endsAt', 'lines'],
      },
    },
  },
})
const json = (schema: object) => ({ content: { 'application/json': { schema } } })

type Change = (it: ReturnType<typeof document>) => unknown
const changed = (change: Change) => {
  const next = document()
  change(next)
  return breakingChanges(document() as unknown as ApiDocument, next as unknown as ApiDocument)
}
const get = (it: ReturnType<typeof document>) => it.paths['/orders'].get
const body = (it: ReturnType<typeof document>) =>
  it.paths['/orders'].post.requestBody.content['application/json'].schema as {
    properties: Record<string, object>
    required: string[]
  }
const order = (it: ReturnType<typeof document>) =>
  it.components.schemas.Order as { properties: Record<string, object>; required: string[] }

describe('R50: breakingChanges', () => {
  it.each<[string, Change, string]>([
    [
      'an operation is removed',
      (it) => Reflect.deleteProperty(it.paths['/orders'], 'post'),
      'POST /orders was removed',
    ],
    ['a path is removed', (it) => Reflect.deleteProperty(it.paths, '/orders'), 'GET /orders was removed'],
    [
      'operationId changes',
      (it) => (get(it).operationId = 'list'),
      'operationId changed from orders to list',
    ],
    [
      'the scope changes',
      (it) => (get(it)['x-required-scope'] = 'write'),
      'the required scope changed to write',
    ],
    [
      'a required parameter is added',
      (it) =>
        get(it).parameters.push({
          name: 'to',
          in: 'query',
          required: true,
          schema: { type: 'integer', maximum: 1 },
        }),
      'parameter to was added as required',
    ],
    [
      'a parameter becomes required',
      (it) => (get(it).parameters[0]!.required = true),
      'parameter limit became required',
    ],
    ['a parameter is removed', (it) => get(it).parameters.pop(), 'parameter limit was removed'],
    [
      'a limit is stricter',
      (it) => (get(it).parameters[0]!.schema.maximum = 50),
      'parameter limit: maximum is stricter now',
    ],
    [
      'a field of the body becomes required',
      (it) => body(it).required.push('note'),
      'request body.note became required',
    ],
    [
      'a field of the body is removed',
      (it) => Reflect.deleteProperty(body(it).properties, 'note'),
      'request body.note was removed',
    ],
    [
      'a value is refused',
      (it) => Object.assign(body(it).properties.kind!, { enum: ['a'] }),
      'request body.kind: the value "b" is no longer accepted',
    ],
    [
      'a text of the body becomes a number',
      (it) => Object.assign(body(it).properties.note!, { type: 'number' }),
      'request body.note: type changed from string to number',
    ],
    [
      'a pattern is added',
      (it) => Object.assign(body(it).properties.note!, { pattern: '^x' }),
      'request body.note: pattern is stricter now',
    ],
    [
      'a field of the response is removed',
      (it) => Reflect.deleteProperty(order(it).properties, 'id'),
      'response 200.id was removed',
    ],
    [
      'a field of the response can be missing',
      (it) => order(it).required.shift(),
      'response 200.id can be missing now',
    ],
    [
      'a field of the response can be null',
      (it) => Object.assign(order(it).properties.id!, { type: ['string', 'null'] }),
      'response 200.id: type changed from string to string or null',
    ],
    [
      'a nested field is removed',
      (it) => (order(it).properties.lines = { type: 'array', items: { type: 'object', properties: {} } }),
      'response 200.lines[].credits was removed',
    ],
    [
      'a whole number gets decimals',
      (it) =>
        (order(it).properties.lines = {
          type: 'array',
          items: { type: 'object', properties: { credits: { type: 'number' } } },
        }),
      'response 200.lines[].credits: type changed from integer to number',
    ],
    [
      'a response is removed',
      (it) => Reflect.deleteProperty(get(it).responses, '200'),
      'response 200 was removed',
    ],
    [
      'a media type is removed',
      (it) => Object.assign(get(it).responses[200], { content: { 'text/csv': {} } }),
      'response 200 is no longer application/json',
    ],
  ])('finds that %s', (_, change, expected) => {
    expect(changed(change)).toContainEqual(expect.stringContaining(expected))
  })

  it.each<[string, Change]>([
    ['nothing', () => {}],
    ['an operation is added', (it) => Object.assign(it.paths, { '/more': { get: { responses: {} } } })],
    [
      'an optional parameter is added',
      (it) =>
        get(it).parameters.push({
          name: 'to',
          in: 'query',
          required: false,
          schema: { type: 'integer', maximum: 1 },
        }),
    ],
    ['an optional field is accepted', (it) => (body(it).properties.more = { type: 'string' })],
    ['a value is accepted', (it) => Object.assign(body(it).properties.kind!, { enum: ['a', 'b', 'c'] })],
    ['a field is no longer required', (it) => body(it).required.pop()],
    ['a limit is wider', (it) => (get(it).parameters[0]!.schema.maximum = 200)],
    ['a field is returned', (it) => (order(it).properties.more = { type: 'string' })],
    [
      'a new state is returned',
      (it) => Object.assign(order(it).properties.state!, { enum: ['open', 'closed', 'late'] }),
    ],
    ['a field is never null', (it) => (order(it).properties.endsAt = { type: 'string' })],
    [
      'the schema gets a name',
      (it) => Object.assign(it.components.schemas, { New: it.components.schemas.Order }),
    ],
  ])('accepts: %s', (_, change) => {
    expect(changed(change)).toEqual([])
  })
})
