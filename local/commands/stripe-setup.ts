import { loadInstanceSettings } from '../current-instance'

/** `npm run stripe:setup`, with the settings of the running instance. See worker/commands/stripe-setup.ts. */
loadInstanceSettings()
await import('@/worker/commands/stripe-setup')
