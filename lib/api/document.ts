import { z } from 'zod'
import { windowLimits } from '@/lib/rate-limits/limits'
import { exampleOf, type JsonSchema } from './example'
import { type Operation, operations } from './operations'
import { describeProblemTypes } from './requests/problem'
import { Problem, responses } from './responses'

/** Headings of the reference, by the first segment of a path. Other paths get their segment as a heading. */
const GROUPS: Record<string, string> = {
  balance: 'Balance and prices',
  'rate-card': 'Balance and prices',
  quote: 'Balance and prices',
  statement: 'Statement and usage',
  usage: 'Statement and usage',
  charges: 'Charges and holds',
  holds: 'Charges and holds',
  feeds: 'Property feeds',
  'feed-files': 'Property feeds',
  listings: 'Property feeds',
  'contact-lists': 'Contacts',
}

/** The OpenAPI document, generated from the schemas that validate requests and describe responses. */
export function apiDocument(appUrl: string, from: Record<string, Operation> = operations): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const [name, operation] of Object.entries<Operation>(from)) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method.toLowerCase()]: describeOperation(name, operation),
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Market Trak',
      version: '1',
      description: `Create and read a workspace's reports, valuations, images, posts and campaigns, and read and spend its credits. Each key is limited to ${windowLimits['api.key'].most} requests per minute, and all keys of a workspace to ${windowLimits['api.workspace'].most}.`,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: `${appUrl}/api/v1` }],
    externalDocs: { url: `${appUrl}/help/api`, description: 'API reference' },
    security: [{ key: [] }],
    tags: [...new Set(Object.values(from).map(groupOf))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'An API key created in the workspace settings' },
      },
      headers: RESPONSE_HEADERS,
      schemas: Object.fromEntries(
        Object.entries({ ...responses, Problem: Problem.describe(PROBLEM_TYPES) }).map(([name, schema]) => [
          name,
          toJsonSchema(schema),
        ]),
      ),
    },
  }
}

const PROBLEM_TYPES = `An RFC 9457 problem. ${describeProblemTypes()}. Any other type is a rule of the product (409); its detail says what to do.`

const text = { type: 'string' }
/** What a response has besides its body. */
const RESPONSE_HEADERS = {
  'X-Request-Id': {
    description: 'The id of the request: yours, if you sent a well-formed X-Request-Id, or a new one',
    schema: text,
  },
  'RateLimit-Policy': {
    description: 'The limits: requests (q) per window of seconds (w), for the key and the workspace',
    schema: text,
  },
  RateLimit: {
    description:
      'What is left: requests (r) until the window ends in seconds (t). Not sent without a valid key.',
    schema: text,
  },
  'Retry-After': {
    description: 'Seconds until you can try again; with status 429 and 503',
    schema: { type: 'integer' },
  },
}
const refsToHeaders = (names: (keyof typeof RESPONSE_HEADERS)[]) =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]))

/** A JSON schema without `$schema`, because the document sets the dialect. */
function toJsonSchema(schema: z.ZodType, io: 'input' | 'output' = 'output'): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io })
  return rest as JsonSchema
}

const SUCCESS = { 200: 'Success', 201: 'Created', 202: 'Accepted: the work continues' }

const filesOf = (mediaTypes: readonly string[]) =>
  Object.fromEntries(mediaTypes.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]))

const refTo = (name: string) => ({ $ref: `#/components/schemas/${name}` })

function groupOf({ path }: Operation): string {
  const segment = path.split('/')[1] ?? ''
  const words = segment.replaceAll('-', ' ')
  return GROUPS[segment] ?? `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: 'Identifies the request. Retrying with the same key runs it once and returns the same result.',
  schema: { type: 'string', minLength: 1, maxLength: 255, examples: ['order-1234'] },
}

function describeOperation(operationId: string, operation: Operation): object {
  const { method, path, scope, summary, input, response, keyed, deprecated, upload, file, example } =
    operation
  const { status = 200 } = operation
  const { properties = {}, required = [] } = toJsonSchema(input, 'input')
  const inPath = (name: string) => path.includes(`{${name}}`)
  const inBody = (name: string) => (method === 'POST' || method === 'PUT') && !inPath(name)
  const parameters = Object.entries(properties)
    .filter(([name]) => !inBody(name))
    .map(([name, schema]) => ({
      name,
      in: inPath(name) ? 'path' : 'query',
      required: inPath(name) || required.includes(name),
      ...(schema.description && { description: schema.description }),
      ...(schema.type === 'object' && { style: 'deepObject', explode: true }),
      schema,
    }))
  const body = Object.entries(properties).filter(([name]) => inBody(name))
  return {
    operationId,
    summary,
    description: `Requires the scope ${scope}.${deprecated ? ` ${describeDeprecation(deprecated)}` : ''}`,
    tags: [groupOf(operation)],
    'x-required-scope': scope,
    ...(deprecated && { deprecated: true }),
    parameters: keyed ? [...parameters, IDEMPOTENCY_KEY] : parameters,
    ...(body.length > 0 && {
      requestBody: {
        required: true,
        content: jsonContent(
          { type: 'object', properties: Object.fromEntries(body), required: required.filter(inBody) },
          example,
        ),
      },
    }),
    ...(upload && { requestBody: { required: true, content: filesOf(upload) } }),
    responses: {
      [status]: {
        description: SUCCESS[status],
        headers: refsToHeaders(['X-Request-Id', 'RateLimit-Policy', 'RateLimit']),
        content: response
          ? jsonContent(refTo(response), exampleOf(toJsonSchema(responses[response])))
          : filesOf(file ?? []),
      },
      default: {
        description: 'Error',
        headers: refsToHeaders(['X-Request-Id', 'RateLimit-Policy', 'RateLimit', 'Retry-After']),
        content: { 'application/problem+json': { schema: refTo('Problem'), example: PROBLEM_EXAMPLE } },
      },
    },
  }
}

function jsonContent(schema: JsonSchema, example: unknown = exampleOf(schema)): object {
  return { 'application/json': { schema, ...(example !== undefined && { example }) } }
}

function describeDeprecation({ since, sunset, replacement }: NonNullable<Operation['deprecated']>): string {
  const parts = [`Deprecated since ${since}.`]
  if (sunset) parts.push(`Stops working on ${sunset}.`)
  if (replacement) parts.push(`Use ${replacement} instead.`)
  return parts.join(' ')
}

const PROBLEM_EXAMPLE = {
  type: 'urn:market-trak:problem:quote.changed',
  title: 'Price changed',
  status: 409,
  detail: 'The price changed from 19 to 20 credits. Confirm the new price and try again.',
  credits: 20,
  requestId: '1f2e3d4c5b6a7988',
}
