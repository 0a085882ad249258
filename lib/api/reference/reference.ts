import { exampleOf, type JsonSchema } from '../example'
import { type Field, fieldOf, fieldsOf } from './fields'
import { type Call, clientOf, curlOf } from './snippets'

/** The OpenAPI document as the reference page shows it. */
export type ApiReference = {
  url: string
  groups: { id: string; name: string; operations: OperationView[] }[]
  headers: { name: string; description: string }[]
  schemas: { id: string; name: string; fields: Field[] }[]
}

export type OperationView = {
  id: string
  method: string
  path: string
  summary: string
  description: string
  isDeprecated: boolean
  parameters: (Field & { in: string })[]
  body: Field[]
  /** The types of the file that is the body. */
  upload: string[]
  responses: ResponseView[]
  curl: string
  client: string
}

export type ResponseView = {
  status: string
  description: string
  types: string[]
  /** Null for a file. */
  schema: { id: string; name: string } | null
  headers: string[]
  example: string | null
}

type Content = Record<string, { schema: JsonSchema; example?: unknown }>
type OperationObject = {
  operationId: string
  summary: string
  description: string
  tags: string[]
  deprecated?: boolean
  parameters: { name: string; in: string; required: boolean; description?: string; schema: JsonSchema }[]
  requestBody?: { content: Content }
  responses: Record<string, { description: string; headers: Record<string, object>; content: Content }>
}
type Document = {
  servers: { url: string }[]
  tags: { name: string }[]
  paths: Record<string, Record<string, OperationObject>>
  components: { headers: Record<string, { description: string }>; schemas: Record<string, JsonSchema> }
}

export function readReference(document: object): ApiReference {
  const { servers, tags, paths, components } = document as Document
  const url = servers[0]?.url ?? ''
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      tag: operation.tags[0],
      view: viewOf(url, path, method.toUpperCase(), operation),
    })),
  )
  return {
    url,
    groups: tags.map(({ name }) => ({
      id: `group-${name.toLowerCase().replaceAll(/\W+/g, '-')}`,
      name,
      operations: all.filter(({ tag }) => tag === name).map(({ view }) => view),
    })),
    headers: Object.entries(components.headers).map(([name, { description }]) => ({ name, description })),
    schemas: Object.entries(components.schemas).map(([name, schema]) => ({
      id: schemaId(name),
      name,
      fields: fieldsOf(schema),
    })),
  }
}

/** Where a schema is on the page. */
const schemaId = (name: string) => `schema-${name}`

function viewOf(url: string, path: string, method: string, operation: OperationObject): OperationView {
  const { json: body, files: upload } = bodyOf(operation.requestBody?.content ?? {})
  const [download] = fileTypesOf(operation)
  const call: Call = {
    method,
    path,
    url,
    body: body?.example as object | undefined,
    upload: upload[0],
    download,
    ...examplesOf(operation),
  }
  return {
    id: operation.operationId,
    method,
    path,
    summary: operation.summary,
    description: operation.description,
    isDeprecated: operation.deprecated ?? false,
    parameters: operation.parameters.map((parameter) => ({
      ...fieldOf(parameter.name, parameter.schema, parameter.required),
      description: parameter.description ?? parameter.schema.description ?? null,
      in: parameter.in,
    })),
    body: body ? fieldsOf(body.schema) : [],
    upload,
    responses: Object.entries(operation.responses).map(([status, response]) => {
      const [content] = Object.values(response.content)
      const name = content?.schema.$ref?.split('/').at(-1)
      return {
        status,
        description: response.description,
        types: Object.keys(response.content),
        schema: name ? { id: schemaId(name), name } : null,
        headers: Object.keys(response.headers),
        example: content?.example === undefined ? null : JSON.stringify(content.example, null, 2),
      }
    }),
    curl: curlOf(call),
    client: clientOf(call),
  }
}

const isFile = ({ schema }: Content[string]) => schema.format === 'binary'

/** A body is JSON, or a file of one of these types. A file of JSON is a file. */
function bodyOf(content: Content): { json: Content[string] | undefined; files: string[] } {
  const medias = Object.entries(content)
  return {
    json: medias.find(([, media]) => !isFile(media))?.[1],
    files: medias.filter(([, media]) => isFile(media)).map(([type]) => type),
  }
}

const fileTypesOf = ({ responses }: OperationObject): string[] =>
  Object.values(responses).flatMap(({ content }) => bodyOf(content).files)

/** Example values of the required parameters, so that the calls can be run as they are. */
function examplesOf({ parameters }: OperationObject): Pick<Call, 'inPath' | 'query' | 'headers'> {
  const valuesIn = (where: string) =>
    Object.fromEntries(
      parameters
        .filter((parameter) => parameter.in === where && parameter.required)
        .map(({ name, schema }) => [name, exampleOf(schema)]),
    )
  return {
    inPath: valuesIn('path'),
    query: valuesIn('query'),
    headers: valuesIn('header') as Record<string, string>,
  }
}
