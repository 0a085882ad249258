export type TurnLimits = {
  /** Maximum concurrent runs in this process, and per key. */
  maxConcurrent: number
  maxConcurrentPerKey: number
  maxWaiting: number
  maxWaitingPerKey: number
  maxWaitMs: number
  /** After this the caller gets an error, but the turn ends only when the work does. */
  maxRunMs: number
}

/** No turn became free in time. The work did not run. */
export class NoTurn extends Error {
  override name = 'NoTurn'
}

/** The work exceeded its time limit. */
export class TurnTooLong extends Error {
  override name = 'TurnTooLong'
}

export type Turns = <T>(key: string, work: () => Promise<T>) => Promise<T>

/**
 * A bounded queue for heavy work. A key identifies the caller, such as a workspace. Keys take turns, so many requests of one
 * key delay another key by at most one request.
 * @throws NoTurn, TurnTooLong
 */
export function makeTurns(limits: TurnLimits): Turns {
  const queues = new Map<string, (() => void)[]>()
  const running = new Map<string, number>()
  let runningCount = 0
  let waitingCount = 0

  const isFree = (key: string) =>
    runningCount < limits.maxConcurrent && (running.get(key) ?? 0) < limits.maxConcurrentPerKey

  function count(key: string, change: 1 | -1): void {
    runningCount += change
    const left = (running.get(key) ?? 0) + change
    if (left > 0) running.set(key, left)
    else running.delete(key)
  }

  function startNext(): void {
    for (const [key, queue] of queues) {
      if (!isFree(key)) continue
      const start = queue.shift()
      // The key goes to the end of the line.
      queues.delete(key)
      if (queue.length > 0) queues.set(key, queue)
      start?.()
      return
    }
  }

  function waitForTurn(key: string): Promise<void> {
    const queue = queues.get(key) ?? []
    if (waitingCount >= limits.maxWaiting || queue.length >= limits.maxWaitingPerKey)
      return Promise.reject(new NoTurn('too many are waiting'))
    return new Promise((resolve, reject) => {
      const start = () => {
        clearTimeout(timer)
        waitingCount -= 1
        count(key, 1)
        resolve()
      }
      const timer = setTimeout(() => {
        waitingCount -= 1
        queue.splice(queue.indexOf(start), 1)
        if (queue.length === 0) queues.delete(key)
        reject(new NoTurn('waited too long'))
      }, limits.maxWaitMs)
      waitingCount += 1
      queue.push(start)
      queues.set(key, queue)
    })
  }

  return async (key, work) => {
    if (isFree(key)) count(key, 1)
    else await waitForTurn(key)
    const done = Promise.resolve()
      .then(work)
      .finally(() => {
        count(key, -1)
        startNext()
      })
    return withinTime(done, limits.maxRunMs)
  }
}

function withinTime<T>(work: Promise<T>, maxMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new TurnTooLong(`took more than ${maxMs} ms`)), maxMs)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
