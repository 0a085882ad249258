/**
 * The end of a process. It is told once to stop; from then on it takes no new work, and what it has open ends: streams, jobs,
 * connections. Entry points call `stopProcess`, everything else registers with `onStop`.
 */

/** What tells a process to stop. */
export const STOP_SIGNALS = ['SIGTERM', 'SIGINT'] as const
export type StopSignal = (typeof STOP_SIGNALS)[number]

type Stopping = { started: boolean; listeners: Set<() => void | Promise<void>> }

// On globalThis, because a server may load this module more than once.
const held = globalThis as typeof globalThis & { marketTrakStopping?: Stopping }
function state(): Stopping {
  held.marketTrakStopping ??= { started: false, listeners: new Set() }
  return held.marketTrakStopping
}

/** Whether this process has been told to stop. */
export const isStopping = (): boolean => state().started

/** Calls back when the process stops, immediately if it is already stopping. Returns a function that unregisters it. */
export function onStop(listener: () => void | Promise<void>): () => void {
  const { started, listeners } = state()
  if (started) {
    void listener()
    return () => {}
  }
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Ends everything that is registered. Failures of one don't keep the others from ending. Only the first call does. */
export async function stopEverything(onFailure: (error: unknown) => void): Promise<void> {
  const current = state()
  if (current.started) return
  current.started = true
  await Promise.all(
    [...current.listeners].map((listener) => Promise.resolve().then(listener).catch(onFailure)),
  )
}
