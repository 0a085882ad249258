import cluster, { type Worker } from 'node:cluster'
import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

/**
 * Runs a web server in WEB_PROCESSES processes that share its port, one per processor by default: `node serve.ts server.js`.
 * Node runs this file as it is, so it imports nothing of ours. A process that crashes is replaced while the others answer; told
 * to stop, it stops all of them and waits until they have finished (R52).
 */
const MAX_PROCESSES = 64
const MAX_RESTARTS = 5
const WITHIN_MS = 60_000
const FIRST_PAUSE_MS = 200
const METRICS_LIMIT_MS = 2_000
/** Query connections of all processes together, unless DATABASE_POOL_SIZE says how many each has. */
const CONNECTIONS = 20
const FEWEST_CONNECTIONS = 4

const [program, ...args] = process.argv.slice(2)
if (!program) fail('Usage: node serve.ts <server> [arguments]')
const count = processCount(process.env.WEB_PROCESSES)
if (count === 1) await runHere(program, args)
else serve(program, args)

function processCount(given: string | undefined): number {
  if (!given) return Math.min(availableParallelism(), MAX_PROCESSES)
  const wanted = Number(given)
  if (Number.isInteger(wanted) && wanted >= 1 && wanted <= MAX_PROCESSES) return wanted
  return fail(
    `WEB_PROCESSES is not valid. Set a whole number from 1 to ${MAX_PROCESSES}, or leave it out for one per processor.`,
  )
}

async function runHere(path: string, rest: string[]): Promise<void> {
  process.argv = [process.argv[0] ?? '', resolve(path), ...rest]
  await import(pathToFileURL(resolve(path)).href)
}

function serve(exec: string, execArgs: string[]): void {
  const running = new Map<number, Worker>()
  const restarts: number[] = []
  let isReady = false
  let stopping: NodeJS.Signals | null = null
  let exitCode = 0

  cluster.setupPrimary({ exec, args: execArgs })
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => stop(signal))
  cluster.on('message', (worker, message: Message) => {
    if (message?.marketTrak === 'ready' && !isReady) {
      isReady = true
      // The first one starts alone, so that the port answers as soon as possible.
      for (let slot = 2; slot <= count; slot += 1) start(slot)
    }
    if (message?.marketTrak === 'read-metrics') void collectMetrics(worker, message.id)
  })
  start(1)

  function start(slot: number): void {
    if (stopping) return
    const worker = cluster.fork(environmentOf(slot))
    running.set(slot, worker)
    worker.once('exit', (code, signal) => {
      running.delete(slot)
      ended(slot, code, signal)
    })
  }

  function ended(slot: number, code: number | null, signal: string | null): void {
    if (stopping) {
      if (code !== 0) exitCode = 1
      if (running.size === 0) process.exit(exitCode)
      return
    }
    // It has said what is missing or wrong, and the next one would say it again.
    if (!isReady) process.exit(code || 1)
    const now = Date.now()
    while (restarts.length > 0 && now - (restarts[0] ?? now) > WITHIN_MS) restarts.shift()
    const how = `Web process ${slot} exited ${signal ? `by ${signal}` : `with code ${code}`}.`
    if (restarts.length >= MAX_RESTARTS) {
      console.error(`${how} That was more than ${MAX_RESTARTS} times within a minute, so all of them stop.`)
      exitCode = 1
      stop('SIGTERM')
      if (running.size === 0) process.exit(exitCode)
      return
    }
    console.error(`${how} Starting another one.`)
    setTimeout(() => start(slot), FIRST_PAUSE_MS * 2 ** restarts.length)
    restarts.push(now)
  }

  function stop(signal: NodeJS.Signals): void {
    stopping = signal
    for (const worker of running.values()) worker.process.kill(signal)
    if (running.size === 0) process.exit(exitCode)
  }

  /** A scrape reaches any of the processes, which needs the metrics of all. One that doesn't answer in time is left out. */
  async function collectMetrics(asking: Worker, id: number): Promise<void> {
    const answers = await Promise.all([...running].map(([slot, worker]) => metricsOf(slot, worker)))
    const texts = answers.filter((answer) => answer !== null)
    if (asking.isConnected()) asking.send({ marketTrak: 'all-metrics', id, texts })
  }
}

type Message = { marketTrak?: 'ready' | 'read-metrics' | 'metrics'; id: number; text: string | null } | null
type Metrics = { process: number; text: string }

let lastQuestion = 0

function metricsOf(slot: number, worker: Worker): Promise<Metrics | null> {
  lastQuestion += 1
  const id = lastQuestion
  return new Promise((done) => {
    const finish = (answer: Metrics | null) => {
      clearTimeout(limit)
      worker.off('message', onMessage)
      done(answer)
    }
    const onMessage = (message: Message) => {
      if (message?.marketTrak !== 'metrics' || message.id !== id) return
      finish(message.text === null ? null : { process: slot, text: message.text })
    }
    const limit = setTimeout(() => finish(null), METRICS_LIMIT_MS)
    worker.on('message', onMessage)
    worker.send({ marketTrak: 'metrics-wanted', id }, (error) => error && finish(null))
  })
}

/** Jobs run in the first process alone, and together they use about as many connections as one process would. */
function environmentOf(slot: number): Record<string, string> {
  const { DATABASE_POOL_SIZE, LEDGER_LANES } = process.env
  const lanes = Math.max(1, Math.floor(availableParallelism() / 2 / count))
  const pool = Math.max(FEWEST_CONNECTIONS, Math.ceil(CONNECTIONS / count))
  return {
    WEB_PROCESS: String(slot),
    DATABASE_POOL_SIZE: DATABASE_POOL_SIZE || String(pool),
    LEDGER_LANES: LEDGER_LANES || String(lanes),
    ...(slot > 1 && { WORKER: 'separate' }),
  }
}

function fail(message: string): never {
  console.error(message)
  process.exit(1)
}
