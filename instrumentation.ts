/** Called by Next.js once when the server starts, never by a build. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  if (process.env.NEXT_PHASE === 'phase-production-build') return
  const { checkSettings, watchHere, workInside } = await import('./instrumentation-node')
  checkSettings()
  watchHere()
  if (process.env.JOBS !== 'apart') workInside()
}
