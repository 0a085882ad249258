import { exampleOf, type JsonSchema } from '../example'
import { groupPage, REFERENCE_PAGE } from '../shared/reference-pages'
import { type Field, fieldOf, fieldsOf } from './fields'
import { type Call, clientOf, curlOf } from './snippets'

/** The OpenAPI document as the pages of the reference show it: one with what holds for all, and one for each group. */
export type ApiReference = {
  url: string
  groups: ReferenceGroup[]
  headers: { name: string; description: string }[]
  /** Responses of several groups. */
  schemas: SchemaView[]
}

/** `id` is the last part of the page's URL. `schemas` are responses of this group only. */
export type ReferenceGroup = { id: string; name: string; operations: OperationView[]; schemas: SchemaView[] }
export type SchemaView = { id: string; name: string; fields: Field[] }

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
  schema: { href: string; name: string } | null
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
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  const groupsOf = new Map<string, Set<string>>()
  for (const { operation } of all)
    for (const name of schemaNamesOf(operation))
      groupsOf.set(name, (groupsOf.get(name) ?? new Set()).add(slugOf(operation.tags[0] ?? '')))
  const schemas = Object.entries(components.schemas).map(([name, schema]) => ({
    page: pageOf(groupsOf.get(name)),
    view: { id: schemaId(name), name, fields: fieldsOf(schema) },
  }))
  const schemasOn = (page: string) => schemas.filter((schema) => schema.page === page).map(({ view }) => view)
  return {
    url,
    groups: tags.map(({ name }) => ({
      id: slugOf(name),
      name,
      operations: all
        .filter(({ operation }) => operation.tags[0] === name)
        .map(({ path, method, operation }) =>
          viewOf(url, path, method.toUpperCase(), operation, (schema) => hrefOf(schema, groupsOf)),
        ),
      schemas: schemasOn(groupPage(slugOf(name))),
    })),
    headers: Object.entries(components.headers).map(([name, { description }]) => ({ name, description })),
    schemas: schemasOn(REFERENCE_PAGE),
  }
}

const slugOf = (name: string) => name.toLowerCase().replaceAll(/\W+/g, '-')
const schemaId = (name: string) => `schema-${name}`
const nameIn = (content: Content): string | undefined =>
  Object.values(content)[0]?.schema.$ref?.split('/').at(-1)
const schemaNamesOf = ({ responses }: OperationObject): string[] =>
  Object.values(responses).flatMap(({ content }) => nameIn(content) ?? [])

/** A schema is on the page of its only group, or on the page of what holds for all. */
function pageOf(groups: ReadonlySet<string> | undefined): string {
  const [only, ...more] = groups ?? []
  return only && more.length === 0 ? groupPage(only) : REFERENCE_PAGE
}

const hrefOf = (name: string, groupsOf: ReadonlyMap<string, ReadonlySet<string>>) =>
  `${pageOf(groupsOf.get(name))}#${schemaId(name)}`

function viewOf(
  url: string,
  path: string,
  method: string,
  operation: OperationObject,
  hrefOf: (schema: string) => string,
): OperationView {
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
      const name = nameIn(response.content)
      return {
        status,
        description: response.description,
        types: Object.keys(response.content),
        schema: name ? { href: hrefOf(name), name } : null,
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
