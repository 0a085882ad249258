import { isDeepStrictEqual } from 'node:util'
import { EVENT_VERSIONS } from '@market-trak/stripe-emulator/parts'
import { sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { runAutoTopUps } from '@/lib/billing/auto-top-up/continue-top-up'
import { catchUp } from '@/lib/billing/checkout/retry-fulfillments'
import { replaceStripe } from '@/lib/billing/stripe/client'
import { reconcile } from '@/lib/billing/stripe/reconcile/reconcile'
import type { WorkspaceContext } from '@/lib/core/context'
import { readAccount } from '@/lib/credits/read/read'
import { type Random, randomOf } from '@/simulation/ledger/random'
import { forgetOthers, newWorkspace } from './books'
import { CODES } from './card-form'
import { Customer, type Luck } from './customer'
import { type ChaosFault, faultsOf, happenedAtStripe, orderKinds } from './faults'
import { type Life, lifeOf, type Step } from './life'
import { moneyAgainstCredits, type Picture, pictureOf } from './picture'
import { StandIn } from './stand-in'
import { topUpsAgainstMaximum, withTopUpNames } from './top-ups'

export type SeedReport = {
  seed: number
  events: number
  faults: Partial<Record<ChaosFault, number>>
  /** What was done in the life, by its kind; steps that found nothing to do are left out. */
  steps: Partial<Record<Step['do'], number>>
  differences: string[]
}

const HOUR = 3_600
const RECONCILED_DAYS = 60
/** Enough for every delivery to have been tried as often as it is. */
const LAST_ROUNDS = 12
/** More than the packs that a life allows in a month, and one to find that there is no room. */
const MOST_TOP_UPS = 6

/** Lives one life twice, with faults and without, and compares what is left of it. */
export async function runSeed(seed: number): Promise<SeedReport> {
  const life = lifeOf(seed)
  const plain = await new Run(life, null).live()
  const tried = await new Run(life, randomOf(seed + 1_000_003)).live()
  const differences = [
    ...plain.wrong.map((text) => `without faults: ${text}`),
    ...tried.wrong.map((text) => `with faults: ${text}`),
    ...differencesBetween(plain.picture, tried.picture),
  ]
  const { events, steps } = plain
  return { seed, events: events + tried.events, faults: tried.faults, steps, differences }
}

function differencesBetween(plain: Picture, tried: Picture): string[] {
  return Object.keys(plain).flatMap((name) => {
    const [expected, found] = [plain[name], tried[name]]
    if (isDeepStrictEqual(expected, found)) return []
    return [`${name}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`]
  })
}

type Lived = { picture: Picture; wrong: string[]; events: number } & Pick<SeedReport, 'faults' | 'steps'>

class Run {
  private readonly stripe: StandIn
  private nowMs: number
  private settledAtMs: number
  private readonly outcomes: string[] = []
  private readonly steps: SeedReport['steps'] = {}
  private readonly faults: { tabClosed: number; clickedTwice: number } = { tabClosed: 0, clickedTwice: 0 }

  /** Without a `random` nothing goes wrong. */
  constructor(
    private readonly life: Life,
    private readonly random: Random | null,
  ) {
    this.stripe = new StandIn(life.startMs, random?.pick(EVENT_VERSIONS))
    this.nowMs = life.startMs
    this.settledAtMs = life.startMs
    if (random) this.stripe.setFaults(faultsOf(life.seed, random))
  }

  async live(): Promise<Lived> {
    replaceStripe(this.stripe.client)
    try {
      await forgetOthers()
      await this.setClock()
      await makeCodes(this.stripe)
      const ctx = await newWorkspace(this.life.seed)
      const customer = new Customer(this.stripe, ctx, this.life.seed, this.luck(), () => this.settle())
      for (const step of this.life.steps) {
        if (step.do === 'time') await this.pass(step, ctx)
        else {
          if (minds(step)) await this.settle()
          const outcome = await customer.live(step)
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

  private luck(): Luck {
    const strikes = (share: number, kind: 'tabClosed' | 'clickedTwice') => {
      if (!this.random?.chance(share)) return false
      this.faults[kind] += 1
      return true
    }
    return { tabClosed: () => strikes(0.4, 'tabClosed'), clicksTwice: () => strikes(0.2, 'clickedTwice') }
  }

  private async deliver(): Promise<void> {
    if (this.random) await this.stripe.deliver()
    else while ((await this.stripe.deliver()) > 0);
  }

  /** What the product does by itself every minute and every hour. Part of it fails; the next one does not. */
  private async settle(): Promise<void> {
    if (!this.random) return
    if (this.random.chance(0.3)) await catchUp().catch(() => {})
    if (this.random.chance(0.3)) await reconcile(RECONCILED_DAYS).catch(() => {})
    await this.stripe.quietly(() => reconcile(RECONCILED_DAYS))
    this.settledAtMs = this.nowMs
  }

  /**
   * The job that buys, after every step of a life that has auto top-up: whether the balance is below the threshold is the
   * same in both lives once the product knows all that Stripe knows. Part of it fails; the last one does not.
   */
  private async topUp(): Promise<void> {
    if (!this.life.steps.some((step) => step.do === 'auto-top-up')) return
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
    // How long it takes is part of the life: until the cycle ends that Stripe and the books agree on.
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

  private async end(ctx: WorkspaceContext): Promise<Lived> {
    await this.settle()
    this.stripe.advance(2 * HOUR)
    this.nowMs += 2 * HOUR * 1_000
    await this.setClock()
    await this.stripe.quietly(async () => {
      for (let round = 0; round < LAST_ROUNDS; round += 1) await this.stripe.deliver()
      await reconcile(RECONCILED_DAYS)
      await runAutoTopUps()
    })
    const wrong: string[] = []
    const { applied } = await this.stripe.quietly(() => reconcile(RECONCILED_DAYS))
    if (applied > 0) wrong.push(`a second reconciliation applied ${applied} more`)
    const picture = await pictureOf(ctx.workspaceId, this.stripe)
    wrong.push(...moneyAgainstCredits(this.stripe, picture))
    wrong.push(...(await topUpsAgainstMaximum(ctx.workspaceId, this.stripe)))
    wrong.push(...(picture.findings as string[]).filter((finding) => finding.startsWith('error')))
    return {
      picture: { outcomes: this.outcomes, ...(await withTopUpNames(ctx.workspaceId, picture)) },
      wrong,
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

async function makeCodes(stripe: StandIn): Promise<void> {
  for (const [code, percent_off] of Object.entries(CODES)) {
    await stripe.quietly(async () => {
      const coupon = await stripe.client.coupons.create({ percent_off, duration: 'once' })
      await stripe.client.promotionCodes.create({ promotion: { type: 'coupon', coupon: coupon.id }, code })
    })
  }
}

/** What follows depends on all that came before: the product has heard of it, or its jobs have. */
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
