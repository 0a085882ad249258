import { loadInstanceSettings } from '../current-instance'

/** `npm run ledger:verify`, with the settings of the running instance. See worker/commands/ledger-verify.ts. */
loadInstanceSettings()
await import('@/worker/commands/ledger-verify')
