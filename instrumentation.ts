/** Called by Next.js once when the server starts, never by a build. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  if (process.env.NEXT_PHASE === 'phase-production-build') return
  const { prepareLimits, watchHere, workInside } = await import('./instrumentation-node')
  prepareLimits()
  watchHere()
  if (process.env.JOBS !== 'apart') workInside()
}
