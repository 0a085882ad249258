import { loadInstanceSettings } from '../current-instance'

/** `npm run stripe:reconcile`, with the settings of the running instance. See worker/commands/stripe-reconcile.ts. */
loadInstanceSettings()
await import('@/worker/commands/stripe-reconcile')
