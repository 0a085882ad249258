import type { ApiDocument } from './generated-files'
import { type Direction, schemaChanges } from './schema-changes'

type Content = Record<string, { schema?: object }>
type Parameter = { name: string; in: string; required?: boolean; schema: object }
type OperationObject = {
  operationId?: string
  'x-required-scope'?: string
  parameters?: Parameter[]
  requestBody?: { required?: boolean; content: Content }
  responses: Record<string, { content?: Content }>
}

/**
 * What in `next` would break a client written for `promised`: something it sends is refused, or something it reads is gone.
 * Additions are fine. docs/api-versioning.md is the policy.
 */
export function breakingChanges(promised: ApiDocument, next: ApiDocument): string[] {
  const found: string[] = []
  for (const [path, methods] of Object.entries(promised.paths)) {
    for (const [method, before] of Object.entries(methods)) {
      const name = `${method.toUpperCase()} ${path}`
      const after = next.paths[path]?.[method] as OperationObject | undefined
      if (!after) found.push(`${name} was removed`)
      else
        found.push(
          ...operationChanges(before as OperationObject, after, promised, next).map((it) => `${name}: ${it}`),
        )
    }
  }
  return found
}

function operationChanges(
  before: OperationObject,
  after: OperationObject,
  promised: ApiDocument,
  next: ApiDocument,
): string[] {
  const compare = (direction: Direction, where: string, was: object | undefined, is: object | undefined) =>
    was && is ? schemaChanges({ direction, promised, next }, where, was, is) : []
  const found: string[] = []
  if (before.operationId !== after.operationId)
    found.push(`operationId changed from ${before.operationId} to ${after.operationId}`)
  if (before['x-required-scope'] !== after['x-required-scope'])
    found.push(`the required scope changed to ${after['x-required-scope']}`)
  found.push(...parameterChanges(before.parameters ?? [], after.parameters ?? [], compare))
  if (before.requestBody && !after.requestBody) found.push('the request body was removed')
  if (!before.requestBody && after.requestBody?.required) found.push('a required request body was added')
  found.push(
    ...contentChanges(
      'request body',
      before.requestBody?.content,
      after.requestBody?.content,
      'request',
      compare,
    ),
  )
  for (const [status, response] of Object.entries(before.responses)) {
    if (!after.responses[status]) found.push(`response ${status} was removed`)
    else
      found.push(
        ...contentChanges(
          `response ${status}`,
          response.content,
          after.responses[status].content,
          'response',
          compare,
        ),
      )
  }
  return found
}

type Compare = (
  direction: Direction,
  where: string,
  was: object | undefined,
  is: object | undefined,
) => string[]

function parameterChanges(before: Parameter[], after: Parameter[], compare: Compare): string[] {
  const same = (a: Parameter) => (b: Parameter) => a.name === b.name && a.in === b.in
  const removed = before
    .filter((parameter) => !after.some(same(parameter)))
    .map(({ name }) => `parameter ${name} was removed`)
  const changed = after.flatMap((parameter) => {
    const was = before.find(same(parameter))
    const required = parameter.required && !was?.required
    return [
      ...(required ? [`parameter ${parameter.name} ${was ? 'became' : 'was added as'} required`] : []),
      ...compare('request', `parameter ${parameter.name}`, was?.schema, was && parameter.schema),
    ]
  })
  return [...removed, ...changed]
}

function contentChanges(
  where: string,
  before: Content = {},
  after: Content = {},
  direction: Direction,
  compare: Compare,
): string[] {
  return Object.entries(before).flatMap(([type, { schema }]) =>
    after[type] ? compare(direction, where, schema, after[type].schema) : [`${where} is no longer ${type}`],
  )
}
