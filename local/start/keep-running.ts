import type { Child, Ending } from './children'

/** Maximum restarts within this time; a program that crashes immediately won't be fixed by more. */
const MAX_RESTARTS = 5
const WITHIN_MS = 60_000
/** The pause doubles before each restart, so ports and disks have time to become free. */
const FIRST_PAUSE_MS = 200

type Options = {
  name: string
  /** Starts the program; `again` means it is a restart that appends to the log. */
  start(again: boolean): Child
  say(line: string): void
  /** Called after too many restarts. The reason contains the end of its log. */
  onGivenUp(reason: string): void
}

export type RunningChild = {
  first: Child
  /** Whether it was given up or stopped. */
  isOver(): boolean
  stop(): Promise<void>
}

/**
 * Restarts a program when it crashes, so nothing else has to stop. Gives up after five restarts within a minute.
 */
export function keepRunning({ name, start, say, onGivenUp }: Options): RunningChild {
  let stopped = false
  let givenUp = false
  let child = start(false)
  let pause: NodeJS.Timeout | undefined
  const restarts: number[] = []
  const first = child
  watch()

  function watch(): void {
    void child.ended.then((ending) => {
      if (!ending.requested && !stopped) again(ending)
    })
  }

  function again({ reason }: Ending): void {
    const now = Date.now()
    while (restarts.length > 0 && now - (restarts[0] ?? now) > WITHIN_MS) restarts.shift()
    if (restarts.length >= MAX_RESTARTS) {
      givenUp = true
      onGivenUp(
        `"${name}" exited ${MAX_RESTARTS + 1} times within a minute, so it won't be restarted. ${reason}`,
      )
      return
    }
    say(`${reason.split('\n')[0]} Restarting it.`)
    pause = setTimeout(
      () => {
        if (stopped) return
        child = start(true)
        watch()
      },
      FIRST_PAUSE_MS * 2 ** restarts.length,
    )
    restarts.push(now)
  }

  return {
    first,
    isOver: () => stopped || givenUp,
    stop: async () => {
      stopped = true
      clearTimeout(pause)
      await child.stop()
    },
  }
}
