/** Called by Next.js once when the server starts, never by a build. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs' || process.env.JOBS === 'apart') return
  if (process.env.NEXT_PHASE === 'phase-production-build') return
  const { workInside } = await import('./instrumentation-node')
  workInside()
}
