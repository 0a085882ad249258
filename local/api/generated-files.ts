import { readFileSync } from 'node:fs'
import openapiTS, { astToString } from 'openapi-typescript'
import ts from 'typescript'
import { apiDocument } from '@/lib/api/document'

/** The files that are generated from the API's operations and checked in, so that a change of them is seen in review. */
export const generatedFiles = {
  /** What we promised to clients. A change that breaks them fails `breaking-changes.ts`. */
  document: 'docs/openapi.json',
  types: 'packages/api-client/src/schema.d.ts',
} as const

/** The document's servers are those of the installation; the checked-in one has a placeholder. */
const APP_URL = 'https://app.example.com'

export type ApiDocument = {
  paths: Record<string, Record<string, unknown>>
  components: { schemas: Record<string, unknown> }
}

export const currentDocument = (): ApiDocument => JSON.parse(JSON.stringify(apiDocument(APP_URL)))

export const promisedDocument = (): ApiDocument => JSON.parse(readFileSync(generatedFiles.document, 'utf8'))

export const documentText = (document: ApiDocument): string => `${JSON.stringify(document, null, 2)}\n`

const blobType = ts.factory.createTypeReferenceNode('Blob')

export async function typesText(document: ApiDocument): Promise<string> {
  // A copy, because the library resolves references in place.
  const tree = await openapiTS(structuredClone(document) as never, {
    alphabetize: true,
    // A field with a default can be left out of a request.
    defaultNonNullable: false,
    // Files are sent and received as a Blob.
    transform: ({ format }) => (format === 'binary' ? blobType : undefined),
  })
  return `/** Generated from docs/openapi.json by \`npm run api:generate\`. Do not edit. */\n\n${astToString(tree)}`
}
