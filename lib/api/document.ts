import { z } from 'zod'
import { windowLimits } from '@/lib/limits-of-use/limits'
import { answers, Problem } from './answers'
import { type Operation, operations } from './operations'

/** The OpenAPI document, made of the same schemas that judge the requests and describe the answers. */
export function apiDocument(appUrl: string): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const [name, operation] of Object.entries<Operation>(operations)) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method.toLowerCase()]: described(name, operation),
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Market Trak',
      version: '1',
      description: `See and spend a workspace's credits by the rules of the product. At most ${windowLimits['api.key'].most} requests a minute with one key.`,
    },
    servers: [{ url: `${appUrl}/api/v1` }],
    security: [{ key: [] }],
    paths,
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'A key of the workspace, made in its settings' },
      },
      schemas: Object.fromEntries(
        Object.entries({ ...answers, Problem }).map(([name, schema]) => [name, written(schema)]),
      ),
    },
  }
}

/** A schema as the document has it: without the mark of its dialect, which the document itself sets. */
function written(schema: z.ZodType): object {
  const { $schema: _, ...rest } = z.toJSONSchema(schema)
  return rest
}

const refTo = (name: string) => ({ $ref: `#/components/schemas/${name}` })

type Fields = { properties?: Record<string, object>; required?: string[] }

function described(
  operationId: string,
  { method, path, scope, summary, input, answer, keyed }: Operation,
): object {
  const { properties = {}, required = [] } = z.toJSONSchema(input, { io: 'input' }) as Fields
  const inPath = (name: string) => path.includes(`{${name}}`)
  const inBody = (name: string) => method === 'POST' && !inPath(name)
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
    description: 'The same key again is the same request: it is done once and answered alike.',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
  }
  return {
    operationId,
    summary,
    description: `Needs ${scope}.`,
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
          },
        },
      },
    }),
    responses: {
      200: { description: 'Done', content: { 'application/json': { schema: refTo(answer) } } },
      default: {
        description: 'A problem',
        content: { 'application/problem+json': { schema: refTo('Problem') } },
      },
    },
  }
}
