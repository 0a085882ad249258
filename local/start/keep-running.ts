import type { Child, Ending } from './children'

/** So many restarts in this time, and no more: a program that ends immediately will not be helped by another start. */
const MOST_RESTARTS = 5
const WITHIN_MS = 60_000
/** Waits a little longer before each restart, so that a port or a disk has time to become free. */
const FIRST_PAUSE_MS = 200

type Options = {
  name: string
  /** Starts the program; `again` says that it is a restart and its log goes on. */
  start(again: boolean): Child
  say(line: string): void
  /** It ended too often. The reason holds the end of its log. */
  onGivenUp(reason: string): void
}

export type Kept = {
  first: Child
  /** It was given up or stopped. */
  isOver(): boolean
  stop(): Promise<void>
}

/**
 * Starts a program again when it ends without being asked, so that nothing else has to stop with it. After five restarts
 * within a minute it is given up.
 */
export function keepRunning({ name, start, say, onGivenUp }: Options): Kept {
  let stopped = false
  let givenUp = false
  let child = start(false)
  let pause: NodeJS.Timeout | undefined
  const restarts: number[] = []
  const first = child
  watch()

  function watch(): void {
    void child.ended.then((ending) => {
      if (!ending.asked && !stopped) again(ending)
    })
  }

  function again({ reason }: Ending): void {
    const now = Date.now()
    while (restarts.length > 0 && now - (restarts[0] ?? now) > WITHIN_MS) restarts.shift()
    if (restarts.length >= MOST_RESTARTS) {
      givenUp = true
      onGivenUp(
        `"${name}" ended ${MOST_RESTARTS + 1} times within a minute, so it is not restarted. ${reason}`,
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
