import { parseArgs } from 'node:util'
import { type Fault, faultNames } from '../models/faults'
import { startModels } from '../models/server'

/** `npm run models [-- --port 3005 --fault busy]`: emulates a provider's models, to try the product with. */
const { values } = parseArgs({
  options: { port: { type: 'string', default: '3005' }, fault: { type: 'string' } },
})
const fault = faultNames.find((name) => name === values.fault) ?? null
if (values.fault && !fault) throw new Error(`Unknown fault. Use one of: ${faultNames.join(', ')}`)
const models = await startModels({ port: Number(values.port) })
models.fail(fault satisfies Fault | null)
console.log(`Models at ${models.baseUrl}${fault ? `, failing: ${fault}` : ''}. Start the product with:`)
console.log(`  APP_ENV=demo OPENAI_API_KEY=local OPENAI_BASE_URL=${models.baseUrl} npm start`)
