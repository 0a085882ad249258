import { readFileSync } from 'node:fs'
import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test } from 'vitest'
import { breakingChanges } from './breaking-changes'
import { currentDocument, documentText, generatedFiles, promisedDocument, typesText } from './generated-files'

const HOW = 'Run `npm run api:generate` and commit docs/openapi.json and packages/api-client/src/schema.d.ts.'

test('R50: the API has not changed in a way that breaks clients', () => {
  const changes = breakingChanges(promisedDocument(), currentDocument())
  expect(
    changes,
    'Add instead of changing, or deprecate first (docs/api-versioning.md). Changes that break clients:',
  ).toEqual([])
})

test('R50: the checked-in document is current', () => {
  expect(readFileSync(generatedFiles.document, 'utf8') === documentText(currentDocument()), HOW).toBe(true)
})

test('R50: the types of the client are current', async () => {
  expect(readFileSync(generatedFiles.types, 'utf8') === (await typesText(currentDocument())), HOW).toBe(true)
})

test('R50: the document is valid OpenAPI 3.1', async () => {
  const validator = new Validator()
  const { valid, errors } = await validator.validate(structuredClone(currentDocument()))
  expect(valid, JSON.stringify(errors)).toBe(true)
  expect(validator.version).toBe('3.1')
  const broken = { ...currentDocument(), paths: { '/x': { get: { responses: 7 } } } }
  expect((await new Validator().validate(broken)).valid).toBe(false)
})
