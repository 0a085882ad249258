import { writeFileSync } from 'node:fs'
import { breakingChanges } from '../api/breaking-changes'
import {
  currentDocument,
  documentText,
  generatedFiles,
  promisedDocument,
  typesText,
} from '../api/generated-files'

/**
 * `npm run api:generate [-- --allow-breaking]`: writes docs/openapi.json and the types of packages/api-client from the
 * operations in lib/api. Refuses a change that breaks clients (docs/api-versioning.md).
 */
const document = currentDocument()
const broken = process.argv.includes('--allow-breaking') ? [] : breakingChanges(promisedDocument(), document)
if (broken.length > 0) {
  console.error(`These changes break clients:\n${broken.map((change) => `- ${change}`).join('\n')}`)
  console.error('Add instead of changing, or deprecate first: docs/api-versioning.md')
  process.exitCode = 1
} else {
  writeFileSync(generatedFiles.document, documentText(document))
  writeFileSync(generatedFiles.types, await typesText(document))
  console.log(`Wrote ${Object.values(generatedFiles).join(' and ')}`)
}
