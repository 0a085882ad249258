import { Clock } from 'lucide-react'
import { clockLabel } from '@/components/shell/demo/demo-clock'
import { Icon } from '@/components/ui/icons/icon'
import { logUnknown } from '@/lib/core/logging/log'
import { hasTimeMachine, readDemoClock, readTimeMachine } from '@/lib/time-machine/time-machine'
import { findWorkspace } from './workspace-context'

/**
 * Shown on every demo page while the demo clock is ahead of the real time, to explain what has expired or renewed.
 * Workspace pages show the clock with its controls instead.
 */
export async function DemoClockBanner() {
  if (!hasTimeMachine()) return null
  const clock = await readClock()
  if (!clock) return null
  return (
    <aside
      aria-label="Demo clock"
      className="flex items-center justify-center gap-2 border-line border-b bg-warn-soft px-4 py-1.5 text-center text-sm text-warn-ink print:hidden [body:has(#demo-time)_&]:hidden"
    >
      <Icon of={Clock} className="size-4 shrink-0" />
      {clockLabel(clock, clock.timeZone)}
    </aside>
  )
}

async function readClock() {
  try {
    const workspace = await findWorkspace()
    // A page of a workspace reads the same at this time, so it is read once.
    const clock = await (workspace ? readTimeMachine(workspace) : readDemoClock())
    return clock && clock.skippedSeconds > 0 ? { ...clock, timeZone: workspace?.timeZone ?? 'UTC' } : null
  } catch (error) {
    // A banner must not make a page fail.
    logUnknown(error, 'demo clock banner')
    return null
  }
}
