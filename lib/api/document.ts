import { z } from 'zod'
import { windowLimits } from '@/lib/limits-of-use/limits'
import { type Operation, operations } from './operations'
import { describeProblemTypes } from './problem'
import { Problem, responses } from './responses'

/** The OpenAPI document, generated from the schemas that validate requests and describe responses. */
export function apiDocument(appUrl: string): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const [name, operation] of Object.entries<Operation>(operations)) {
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
      description: `Create and read a workspace's reports, valuations, images, posts and campaigns, and read and spend its credits. Each key is limited to ${windowLimits['api.key'].most} requests per minute.`,
    },
    servers: [{ url: `${appUrl}/api/v1` }],
    security: [{ key: [] }],
    paths,
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'An API key created in the workspace settings' },
      },
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

/** A JSON schema without `$schema`, because the document sets the dialect. */
function toJsonSchema(schema: z.ZodType): object {
  const { $schema: _, ...rest } = z.toJSONSchema(schema)
  return rest
}

const SUCCESS = { 200: 'Success', 201: 'Created', 202: 'Accepted: the work continues' }

const filesOf = (mediaTypes: readonly string[]) =>
  Object.fromEntries(mediaTypes.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]))

const refTo = (name: string) => ({ $ref: `#/components/schemas/${name}` })

type Fields = { properties?: Record<string, object>; required?: string[] }

function describeOperation(
  operationId: string,
  { method, path, scope, summary, input, response, keyed, status = 200, upload, file, example }: Operation,
): object {
  const { properties = {}, required = [] } = z.toJSONSchema(input, { io: 'input' }) as Fields
  const inPath = (name: string) => path.includes(`{${name}}`)
  const inBody = (name: string) => (method === 'POST' || method === 'PUT') && !inPath(name)
  const parameters = Object.entries(properties)
    .filter(([name]) => !inBody(name))
    .map(([name, schema]) => ({
      name,
      in: inPath(name) ? 'path' : 'query',
      required: inPath(name) || required.includes(name),
      schema,
    }))
  const body = Object.entries(properties).filter(([name]) => inBody(name))
  const idempotency = {
    name: 'Idempotency-Key',
    in: 'header',
    required: true,
    description:
      'Identifies the request. Retrying with the same key runs it once and returns the same result.',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
  }
  return {
    operationId,
    summary,
    description: `Requires the scope ${scope}.`,
    parameters: keyed ? [...parameters, idempotency] : parameters,
    ...(body.length > 0 && {
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: {
              type: 'object',
              properties: Object.fromEntries(body),
              required: required.filter(inBody),
            },
            ...(example && { example }),
          },
        },
      },
    }),
    ...(upload && { requestBody: { required: true, content: filesOf(upload) } }),
    responses: {
      [status]: {
        description: SUCCESS[status],
        content: response ? { 'application/json': { schema: refTo(response) } } : filesOf(file ?? []),
      },
      default: {
        description: 'Error',
        content: { 'application/problem+json': { schema: refTo('Problem') } },
      },
    },
  }
}
