import { loadInstanceSettings } from './current-instance'

/** `npm run worker`: runs jobs outside the web process, with the running instance's settings. */
loadInstanceSettings()
await import('@/worker/main')
