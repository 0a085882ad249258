import { loadInstanceSettings } from '../current-instance'

/**
 * `npm run ledger:verify`, `stripe:setup` and `stripe:reconcile`: a command that ships with a release, with the settings of the
 * running instance. Its own file in worker/commands documents its arguments.
 */
const commands = {
  'ledger-verify': () => import('@/worker/commands/ledger-verify'),
  'stripe-setup': () => import('@/worker/commands/stripe-setup'),
  'stripe-reconcile': () => import('@/worker/commands/stripe-reconcile'),
}

const name = process.argv[2] ?? ''
if (!Object.hasOwn(commands, name)) throw new Error(`Name a command: ${Object.keys(commands).join(', ')}`)
loadInstanceSettings()
await commands[name as keyof typeof commands]()
