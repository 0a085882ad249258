import { isDeepStrictEqual } from 'node:util'
import { EVENT_VERSIONS } from '@market-trak/stripe-emulator/parts'
import { sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { runAutoTopUps } from '@/lib/billing/auto-top-up/continue-top-up'
import { retryPendingFulfillments } from '@/lib/billing/checkout/retry-fulfillments'
import { replaceStripe } from '@/lib/billing/stripe/client'
import { reconcile } from '@/lib/billing/stripe/reconcile/reconcile'
import type { WorkspaceContext } from '@/lib/core/context'
import { readAccount } from '@/lib/credits/read/read'
import { type Random, randomOf } from '@/simulation/ledger/random'
import { CODES } from './card-form'
import { Customer, type FaultChance } from './customer'
import { type ChaosFault, faultsOf, happenedAtStripe, orderKinds } from './faults'
import { type Scenario, type Step, scenarioOf } from './scenario'
import { compareMoneyWithCredits, type Snapshot, takeSnapshot } from './snapshot'
import { StripeEmulator } from './stripe-emulator'
import { topUpsAgainstMaximum, withTopUpNames } from './top-ups'
import { clearEarlierRuns, makeCustomerWorkspace } from './workspace'

export type SeedReport = {
  seed: number
  events: number
  faults: Partial<Record<ChaosFault, number>>
  /** What was done, by kind; steps that had nothing to do are left out. */
  steps: Partial<Record<Step['do'], number>>
  differences: string[]
}

const HOUR = 3_600
const RECONCILED_DAYS = 60
/** Enough for every delivery to be retried as often as possible. */
const LAST_ROUNDS = 12
/** More than the packs that a life allows in a month, and one to find that there is no room. */
const MOST_TOP_UPS = 6

/** Runs one scenario twice, with and without faults, and compares the results. */
export async function runSeed(seed: number): Promise<SeedReport> {
  const scenario = scenarioOf(seed)
  const plain = await new Run(scenario, null).run()
  const faulty = await new Run(scenario, randomOf(seed + 1_000_003)).run()
  const differences = [
    ...plain.problems.map((text) => `without faults: ${text}`),
    ...faulty.problems.map((text) => `with faults: ${text}`),
    ...differencesBetween(plain.snapshot, faulty.snapshot),
  ]
  const { events, steps } = plain
  return { seed, events: events + faulty.events, faults: faulty.faults, steps, differences }
}

function differencesBetween(plain: Snapshot, faulty: Snapshot): string[] {
  return Object.keys(plain).flatMap((name) => {
    const [expected, found] = [plain[name], faulty[name]]
    if (isDeepStrictEqual(expected, found)) return []
    return [`${name}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`]
  })
}

type RunResult = { snapshot: Snapshot; problems: string[]; events: number } & Pick<
  SeedReport,
  'faults' | 'steps'
>

class Run {
  private readonly stripe: StripeEmulator
  private nowMs: number
  private settledAtMs: number
  private readonly outcomes: string[] = []
  private readonly steps: SeedReport['steps'] = {}
  private readonly faults: { tabClosed: number; clickedTwice: number } = { tabClosed: 0, clickedTwice: 0 }

  /** Without `random` nothing fails. */
  constructor(
    private readonly scenario: Scenario,
    private readonly random: Random | null,
  ) {
    this.stripe = new StripeEmulator(scenario.startMs, random?.pick(EVENT_VERSIONS))
    this.nowMs = scenario.startMs
    this.settledAtMs = scenario.startMs
    if (random) this.stripe.setFaults(faultsOf(scenario.seed, random))
  }

  async run(): Promise<RunResult> {
    replaceStripe(this.stripe.client)
    try {
      await clearEarlierRuns()
      await this.setClock()
      await makeCodes(this.stripe)
      const ctx = await makeCustomerWorkspace(this.scenario.seed)
      const customer = new Customer(this.stripe, ctx, this.scenario.seed, this.chance(), () => this.settle())
      for (const step of this.scenario.steps) {
        if (step.do === 'time') await this.pass(step, ctx)
        else {
          if (minds(step)) await this.settle()
          const outcome = await customer.run(step)
          this.outcomes.push(`${step.do}: ${outcome}`)
          if (outcome !== 'nothing') this.steps[step.do] = (this.steps[step.do] ?? 0) + 1
        }
        await this.deliver()
        await this.topUp()
      }
      return await this.end(ctx)
    } finally {
      replaceStripe(undefined)
      this.stripe.close()
    }
  }

  private chance(): FaultChance {
    const strikes = (share: number, kind: 'tabClosed' | 'clickedTwice') => {
      if (!this.random?.chance(share)) return false
      this.faults[kind] += 1
      return true
    }
    return { tabClosed: () => strikes(0.4, 'tabClosed'), doubleClicks: () => strikes(0.2, 'clickedTwice') }
  }

  private async deliver(): Promise<void> {
    if (this.random) await this.stripe.deliver()
    else while ((await this.stripe.deliver()) > 0);
  }

  /** What the product does every minute and every hour. Some of it fails; the next run continues. */
  private async settle(): Promise<void> {
    if (!this.random) return
    if (this.random.chance(0.3)) await retryPendingFulfillments().catch(() => {})
    if (this.random.chance(0.3)) await reconcile(RECONCILED_DAYS).catch(() => {})
    await this.stripe.quietly(() => reconcile(RECONCILED_DAYS))
    this.settledAtMs = this.nowMs
  }

  /**
   * The job that buys, after every step of a life that has auto top-up: whether the balance is below the threshold is the
   * same in both lives once the product knows all that Stripe knows. Part of it fails; the last one does not.
   */
  private async topUp(): Promise<void> {
    if (!this.scenario.steps.some((step) => step.do === 'auto-top-up')) return
    await this.settle()
    if (this.random?.chance(0.5)) await Promise.all([runAutoTopUps(), runAutoTopUps()])
    // Until the balance is above the threshold or the month is used up: each run buys one pack.
    await this.stripe.quietly(async () => {
      for (let round = 0; round < MOST_TOP_UPS; round += 1) await runAutoTopUps()
    })
    await this.deliver()
  }

  /** A reset, or a day, is never passed without the jobs that run every hour. */
  private async pass(
    { toReset, seconds }: Extract<Step, { do: 'time' }>,
    ctx: WorkspaceContext,
  ): Promise<void> {
    // Its duration is part of the scenario: until the end of the cycle that Stripe and the ledger agree on.
    if (toReset) await this.settle()
    const { cycleEnd } = await readAccount(ctx.workspaceId)
    const untilMs = toReset
      ? Math.ceil(cycleEnd / 1_000) * 1_000 + seconds * 1_000
      : this.nowMs + seconds * 1_000
    const unsettledMs = untilMs - this.settledAtMs
    if (untilMs >= cycleEnd || unsettledMs > 12 * HOUR * 1_000) await this.settle()
    this.stripe.advance((untilMs - this.nowMs) / 1_000)
    this.nowMs = untilMs
    await this.setClock()
  }

  private async setClock(): Promise<void> {
    await system().execute(sql`update time_machine set offset_seconds = ${this.nowMs}`)
  }

  private async end(ctx: WorkspaceContext): Promise<RunResult> {
    await this.settle()
    this.stripe.advance(2 * HOUR)
    this.nowMs += 2 * HOUR * 1_000
    await this.setClock()
    await this.stripe.quietly(async () => {
      for (let round = 0; round < LAST_ROUNDS; round += 1) await this.stripe.deliver()
      await reconcile(RECONCILED_DAYS)
      await runAutoTopUps()
    })
    const problems: string[] = []
    const { applied } = await this.stripe.quietly(() => reconcile(RECONCILED_DAYS))
    if (applied > 0) problems.push(`a second reconciliation applied ${applied} more`)
    const snapshot = await takeSnapshot(ctx.workspaceId, this.stripe)
    problems.push(...compareMoneyWithCredits(this.stripe, snapshot))
    problems.push(...(await topUpsAgainstMaximum(ctx.workspaceId, this.stripe)))
    problems.push(...(snapshot.findings as string[]).filter((finding) => finding.startsWith('error')))
    return {
      snapshot: { outcomes: this.outcomes, ...(await withTopUpNames(ctx.workspaceId, snapshot)) },
      problems,
      events: this.stripe.world.store.list('event').length,
      steps: this.steps,
      faults: {
        ...this.stripe.counts,
        ...this.faults,
        ...happenedAtStripe(this.stripe),
        ...orderKinds(this.stripe),
      },
    }
  }
}

async function makeCodes(stripe: StripeEmulator): Promise<void> {
  for (const [code, percent_off] of Object.entries(CODES)) {
    await stripe.quietly(async () => {
      const coupon = await stripe.client.coupons.create({ percent_off, duration: 'once' })
      await stripe.client.promotionCodes.create({ promotion: { type: 'coupon', coupon: coupon.id }, code })
    })
  }
}

/** Later steps depend on earlier ones, so wait until the product or its jobs have processed them. */
const minds = (step: Step) => !MONEY_BACK.includes(step.do)

const MONEY_BACK: readonly string[] = [
  'refund',
  'dispute',
  'close-dispute',
  'escalate',
  'reverse-dispute',
  'fail-refund',
  'fraud-warning',
]
