/**
 * For hosts that run the emulator in their own process and advance it step by step, such as a simulation, without a server or
 * timers. `partsOf(world)` handles requests, `advance` runs what becomes due, and the host delivers the events itself.
 */
export { advance } from './billing/invoices/due'
export { setBankDebits } from './checkout/session-object'
export { type FaultKind, type FaultSettings, faultCounts, faultSettings, setFaults } from './core/faults'
export { idOf } from './core/ids'
export { Store } from './core/store'
export { API_VERSION, World } from './core/world'
export { partsOf } from './server'
export { putStartEndpoint, START_ENDPOINT_ID } from './webhooks/endpoints'
export type { Delivery } from './webhooks/schedule'
export { signatureHeader } from './webhooks/sender'
export { EVENT_VERSIONS, eventInVersion } from './webhooks/versions'
