import postgres from 'postgres'
import { verifyLedger } from '@/lib/credits/verify/verify'
import { count, type Fault, type FaultCounts, type ServerFault } from '@/simulation/ledger/faults'
import type { Answer, Posted, World } from '@/simulation/ledger/run'
import { readStored, type Stored } from '@/simulation/ledger/stored'
import type { Opened } from '@/simulation/ledger/workload'
import { bundleWorker } from './worker-bundle'
import { LANES, WorkerProcess } from './worker-process'

/** Stops the server like a power failure would, and starts it again. */
export type ServerControl = { crash(): Promise<void> }

const connectTo = (databaseUrl: string) => postgres(databaseUrl, { max: 2, onnotice: () => {} })

type Armed = { fault: ServerFault; strike: number }

/** Real worker processes behind fault proxies, on a real database. */
export class DatabaseWorld implements World {
  private sql: postgres.Sql
  private workers: WorkerProcess[] = []
  private removeBundle = () => {}
  private counts: FaultCounts = {}
  private strikes = 1
  private armed: Armed | null = null
  private outage: Promise<void> | null = null

  constructor(
    private readonly databaseUrl: string,
    private readonly workerCount: number,
    private readonly server: ServerControl | null,
  ) {
    this.sql = connectTo(databaseUrl)
  }

  async start(): Promise<void> {
    const { path, remove } = await bundleWorker()
    this.removeBundle = remove
    this.workers = Array.from(
      { length: this.workerCount },
      () => new WorkerProcess(this.databaseUrl, path, (fault) => count(this.counts, fault.kind)),
    )
    await Promise.all(this.workers.map((worker) => worker.start()))
  }

  async stop(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.stop()))
    this.removeBundle()
    await this.sql.end({ timeout: 5 })
  }

  /** Workspaces whose ids differ by a multiple of the number of lanes share a lane. */
  async open(workspaces: readonly Opened[], oneLane: boolean): Promise<number[]> {
    const [row] = await this.sql<{ top: number }[]>`select coalesce(max(id), 0)::int as top from workspaces`
    const first = (row?.top ?? 0) + LANES - ((row?.top ?? 0) % LANES)
    const ids = workspaces.map((_, i) => first + i * (oneLane ? LANES : 1))
    for (const [i, { anchorAt, funding, timeZone }] of workspaces.entries()) {
      const id = ids[i] ?? 0
      const at = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())
      await this.sql`insert into workspaces (id, name) overriding system value values (${id}, 'Simulated')`
      await this.sql`insert into credit_accounts
        (workspace_id, anchor_at, cycle_start, cycle_end, allowance, funded_until, spend_until, time_zone)
        values (${id}, ${at(anchorAt)}, ${at(anchorAt - 1)}, ${at(anchorAt)}, ${funding.allowance},
          ${at(funding.fundedUntil)}, ${at(funding.spendUntil)}, ${timeZone})`
    }
    return ids
  }

  async setClock(at: number): Promise<void> {
    await this.serverUp()
    await this.sql`update time_machine set offset_seconds = ${at}`
  }

  async disturb(faults: readonly Fault[], workspaceIds: readonly number[]): Promise<void> {
    await this.calm()
    for (const worker of this.workers) worker.forgetCuts()
    for (const fault of faults) {
      if (fault.at === 'wire') {
        const worker = this.workers[fault.worker]
        worker?.arm(fault.fault)
        worker?.suspectCuts()
      } else if (fault.at === 'server') {
        await this.armServer(fault.fault, workspaceIds[fault.fault.workspace] ?? 0)
      } else if (this.server) {
        for (const worker of this.workers) worker.suspectCuts()
        count(this.counts, fault.kind)
        // Under load: the round's commands are sent while the server stops and restarts.
        this.outage = this.server.crash()
      }
    }
  }

  private async armServer(fault: ServerFault, workspaceId: number): Promise<void> {
    this.strikes += 1
    this.armed = { fault, strike: this.strikes }
    await this.sql`insert into simulated_failures values (${workspaceId}, ${this.strikes}, ${fault.kind})`
  }

  /** The server is running. An armed failure has either occurred and is counted, or is disarmed. */
  private async calm(): Promise<void> {
    await this.serverUp()
    const { armed } = this
    if (!armed) return
    this.armed = null
    await this.sql`delete from simulated_failures`
    const [row] = await this.sql<{ last: number }[]>`select last_strike()::int as last`
    if (row?.last === armed.strike) count(this.counts, armed.fault.kind)
  }

  /** After an outage our own connections are dead, even if they have not noticed. */
  async serverUp(): Promise<void> {
    if (!this.outage) return
    await this.outage
    this.outage = null
    const dead = this.sql
    this.sql = connectTo(this.databaseUrl)
    await dead.end({ timeout: 0 })
  }

  post(worker: number, posts: readonly Posted[]): Promise<Answer[]> {
    const process = this.workers[worker]
    if (!process) throw new Error(`there is no worker ${worker}`)
    return process.post(posts)
  }

  mayHaveBeenCut(worker: number): boolean {
    return this.workers[worker]?.mayHaveBeenCut ?? false
  }

  async read(workspaceId: number): Promise<Stored> {
    await this.calm()
    return readStored(this.sql, workspaceId)
  }

  /** The product's own verification of the stored ledger. It reads the database of DATABASE_URL. */
  async verify(workspaceIds: readonly number[]): Promise<string[]> {
    const { differences } = await verifyLedger({ only: workspaceIds })
    return differences.map(
      ({ workspaceId, what, expected, found }) =>
        `verify: workspace ${workspaceIds.indexOf(workspaceId)}: ${what} is ${found}, should be ${expected}`,
    )
  }

  async takeCounts(): Promise<FaultCounts> {
    await this.calm()
    const { counts } = this
    this.counts = {}
    return counts
  }
}
