import { type ChildProcess, fork } from 'node:child_process'
import type { WireFault } from '@/simulation/ledger/faults'
import type { Answer, Posted } from '@/simulation/ledger/run'
import { FaultProxy } from './proxy'
import type { Request, Response } from './worker'

/** Longer than the ledger's own time limit for a caller: anything unanswered after this hangs. */
const ANSWER_LIMIT_MS = 90_000
/** The same on every machine, so that a seed puts the same workspaces in a batch. */
export const LANES = 4
const STATEMENT_LIMIT_MS = 400

type Waiting = { posts: readonly Posted[]; resolve(answers: Answer[]): void; timer: NodeJS.Timeout }

/** A worker behind its own proxy. After it is killed, the next request starts a new process. */
export class WorkerProcess {
  private child: Promise<ChildProcess> | null = null
  private readonly waiting = new Map<number, Waiting>()
  private lastId = 0
  private killing = false
  private readonly proxy: FaultProxy
  private url: string
  private cut = false

  constructor(
    databaseUrl: string,
    /** See `bundleWorker`. */
    private readonly script: string,
    private readonly fired: (fault: WireFault) => void,
  ) {
    this.url = databaseUrl
    const { hostname, port } = new URL(databaseUrl)
    this.proxy = new FaultProxy(
      { host: hostname, port: Number(port) },
      {
        kill: () => this.kill(),
        fired: (fault) => {
          this.cut = true
          this.fired(fault)
        },
      },
    )
  }

  async start(): Promise<void> {
    const url = new URL(this.url)
    url.hostname = '127.0.0.1'
    url.port = String(await this.proxy.listen())
    // A real limit on each statement, which the simulated slow statements exceed.
    url.searchParams.set('statement_timeout', String(STATEMENT_LIMIT_MS))
    this.url = url.href
    await this.running()
  }

  arm(fault: WireFault): void {
    this.proxy.arm(fault)
  }

  /** Forgets earlier cuts; one that is still armed counts. */
  forgetCuts(): void {
    this.cut = this.proxy.armed
  }

  suspectCuts(): void {
    this.cut = true
  }

  get mayHaveBeenCut(): boolean {
    return this.cut
  }

  async post(posts: readonly Posted[]): Promise<Answer[]> {
    const child = await this.running()
    this.lastId += 1
    const id = this.lastId
    return new Promise((resolve) => {
      const timer = setTimeout(
        () => this.answerAll(id, { failed: 'a caller never got an answer' }),
        ANSWER_LIMIT_MS,
      )
      this.waiting.set(id, { posts, resolve, timer })
      child.send({ id, posts: [...posts] } satisfies Request, (error) => {
        if (error) this.answerAll(id, { unknown: 'killed' })
      })
    })
  }

  kill(): void {
    this.killing = true
    this.child?.then((child) => child.kill('SIGKILL'))
  }

  async stop(): Promise<void> {
    const child = await this.child
    this.killing = true
    child?.disconnect()
    await this.proxy.close()
  }

  private running(): Promise<ChildProcess> {
    this.child ??= this.spawn()
    return this.child
  }

  private spawn(): Promise<ChildProcess> {
    this.killing = false
    const child = fork(this.script, [], {
      execArgv: [],
      env: { ...process.env, DATABASE_URL: this.url, LEDGER_LANES: String(LANES), MARKET_TRAK_PARENT: '' },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    let said = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      said = (said + chunk).slice(-2_000)
    })
    child.on('exit', () => {
      this.child = null
      const answer = this.killing
        ? { unknown: 'killed' }
        : { failed: `the worker exited unexpectedly: ${said}` }
      for (const id of [...this.waiting.keys()]) this.answerAll(id, answer)
    })
    return new Promise((resolve, reject) => {
      child.once('error', reject)
      child.on('message', (message: 'ready' | Response) => {
        if (message === 'ready') resolve(child)
        else this.settle(message.id, message.answers)
      })
    })
  }

  private answerAll(id: number, answer: Answer): void {
    const one = this.waiting.get(id)
    if (one)
      this.settle(
        id,
        one.posts.map(() => answer),
      )
  }

  private settle(id: number, answers: Answer[]): void {
    const one = this.waiting.get(id)
    if (!one) return
    clearTimeout(one.timer)
    this.waiting.delete(id)
    one.resolve(answers)
  }
}
