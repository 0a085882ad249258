import { type Context, Hono } from 'hono'
import type Stripe from 'stripe'
import { productName } from '../billing/invoices/invoice-lines'
import { periodOf } from '../billing/subscription-object'
import { idOf } from '../core/ids'
import type { World } from '../core/world'
import { cardIn, checkForm, EMPTY_FORM, readForm } from '../pages/card-form'
import { messagePage } from '../pages/layout'
import {
  cardPage,
  choosePlan,
  confirmCancel,
  confirmPlan,
  flowDone,
  type PlanView,
  portalHome,
} from '../pages/portal-pages'
import { billingDetails, createCard } from '../payments/payment-methods'
import {
  cancelPlan,
  changePlan,
  dueNow,
  keepPlan,
  offeredPrices,
  replaceCard,
  waitsForPeriodEnd,
} from './actions'

const INVOICES_SHOWN = 24

/** Data for a portal page, validated against the session in the URL. */
interface Visit {
  world: World
  session: Stripe.BillingPortal.Session
  configuration: Stripe.BillingPortal.Configuration
  base: string
}

function visit(world: World, context: Context): Visit | null {
  const session = world.store.find('billing_portal.session', context.req.param('session'))
  const configuration = world.store.find('billing_portal.configuration', idOf(session?.configuration))
  return session && configuration ? { world, session, configuration, base: `/p/session/${session.id}` } : null
}

/** A subscription is only accessible in its own customer's session. */
function subscriptionOf({ world, session }: Visit, context: Context): Stripe.Subscription | null {
  const found = world.store.find('subscription', context.req.param('subscription'))
  return found && idOf(found.customer) === session.customer && found.ended_at === null ? found : null
}

function planView(world: World, subscription: Stripe.Subscription): PlanView[] {
  const price = subscription.items.data[0]?.price
  if (!price) return []
  const schedule = world.store.find('subscription_schedule', idOf(subscription.schedule))
  const following = schedule?.phases.find(({ start_date }) => start_date >= periodOf(subscription).end)
  const nextPrice = world.store.find('price', idOf(following?.items[0]?.price))
  const next =
    following && nextPrice ? { name: productName(world, nextPrice), atSeconds: following.start_date } : null
  return [{ subscription, name: productName(world, price), price, next }]
}

function home({ world, session, configuration, base }: Visit) {
  const customer = world.store.need('customer', session.customer)
  const subscriptions = world.store.list('subscription', { where: [['customer', customer.id]] })
  const shown = subscriptions.filter(({ ended_at }) => ended_at === null)
  const own = shown.find(({ default_payment_method }) => default_payment_method !== null)
  const method = own?.default_payment_method ?? customer.invoice_settings.default_payment_method
  return portalHome({
    base,
    returnUrl: session.return_url,
    features: configuration.features,
    plans: shown.flatMap((subscription) => planView(world, subscription)),
    card: world.store.find('payment_method', idOf(method)) ?? null,
    invoices: world.store
      .list('invoice', { where: [['customer', customer.id]], limit: INVOICES_SHOWN })
      .filter(({ status }) => status !== 'draft'),
  })
}

/** After an action: the flow's return URL or the portal's first page. */
function done({ session, base }: Visit, context: Context, message: string) {
  const after = session.flow?.after_completion
  if (after?.type === 'redirect' && after.redirect) return context.redirect(after.redirect.return_url, 303)
  if (after?.type === 'hosted_confirmation')
    return context.html(flowDone(session.return_url, after.hosted_confirmation?.custom_message ?? message))
  return context.redirect(`${base}?home=1`, 303)
}

function flowPath({ flow }: Stripe.BillingPortal.Session): string | null {
  if (!flow) return null
  if (flow.subscription_cancel) return `/subscriptions/${flow.subscription_cancel.subscription}/cancel`
  if (flow.subscription_update) return `/subscriptions/${flow.subscription_update.subscription}/update`
  const confirm = flow.subscription_update_confirm
  if (confirm) return `/subscriptions/${confirm.subscription}/update?price=${confirm.items[0]?.price}`
  return '/card'
}

type Step = (visit: Visit, context: Context) => Response | Promise<Response>
type PlanStep = (
  visit: Visit,
  context: Context,
  subscription: Stripe.Subscription,
) => Response | Promise<Response>

export function portalPages(world: World): Hono {
  const app = new Hono()
  const on = (method: 'GET' | 'POST', path: string, step: Step) =>
    app.on(method, `/p/session/:session${path}`, (context) => {
      const found = visit(world, context)
      if (!found) return gone(context)
      return world.atCustomerTime(found.session.customer, () => step(found, context))
    })
  const onPlan = (method: 'GET' | 'POST', path: string, step: PlanStep) =>
    on(method, `/subscriptions/:subscription${path}`, (found, context) => {
      const subscription = subscriptionOf(found, context)
      return subscription ? step(found, context, subscription) : gone(context)
    })
  on('GET', '', (found, context) => {
    const path = context.req.query('home') ? null : flowPath(found.session)
    return path ? context.redirect(found.base + path) : context.html(home(found))
  })
  on('GET', '/card', ({ base }, context) => context.html(cardPage(base, EMPTY_FORM, {}, null)))
  on('POST', '/card', saveCard)
  onPlan('GET', '/update', showPlans)
  onPlan('POST', '/update', confirmChange)
  onPlan('GET', '/cancel', ({ base, configuration }, context, subscription) => {
    const [plan] = planView(world, subscription)
    const atOnce = configuration.features.subscription_cancel.mode === 'immediately'
    return plan ? context.html(confirmCancel(`${base}?home=1`, plan, atOnce)) : gone(context)
  })
  onPlan('POST', '/cancel', (found, context, subscription) => {
    if (!found.configuration.features.subscription_cancel.enabled) return gone(context)
    world.store.transaction(() => cancelPlan(world, found.configuration, subscription))
    return done(found, context, 'Your plan has been canceled.')
  })
  onPlan('POST', '/keep', (found, context, subscription) => {
    world.store.transaction(() => keepPlan(world, subscription))
    return done(found, context, 'Your plan will renew.')
  })
  return app
}

const showPlans: PlanStep = (found, context, subscription) => {
  const { world, configuration, base } = found
  const current = subscription.items.data[0]?.price
  const options = offeredPrices(world, configuration, subscription)
  if (!current || !configuration.features.subscription_update.enabled) return gone(context)
  const chosen = options.find(({ id }) => id === context.req.query('price'))
  if (!chosen || chosen.id === current.id) {
    const named = options.map((price) => ({ price, name: productName(world, price) }))
    return context.html(choosePlan(`${base}?home=1`, current, named))
  }
  const waits = waitsForPeriodEnd(configuration, subscription, chosen)
  return context.html(
    confirmPlan({
      back: `${base}/subscriptions/${subscription.id}/update`,
      name: productName(world, chosen),
      price: chosen,
      due: dueNow(world, configuration, subscription, chosen),
      startsAtSeconds: waits ? periodOf(subscription).end : null,
    }),
  )
}

const confirmChange: PlanStep = async (found, context, requested) => {
  const { world, configuration, session } = found
  const { price: priceId } = await context.req.parseBody()
  // Read again after awaiting the body, because another request may have changed it.
  const subscription = world.store.need('subscription', requested.id)
  const price = offeredPrices(world, configuration, subscription).find(({ id }) => id === priceId)
  if (!price || !configuration.features.subscription_update.enabled) return gone(context)
  if (price.id !== subscription.items.data[0]?.price.id)
    world.atCustomerTime(session.customer, () =>
      world.store.transaction(() => changePlan(world, configuration, subscription, price)),
    )
  return done(found, context, 'Your plan has been updated.')
}

const saveCard: Step = async (found, context) => {
  const { world, session, base } = found
  const form = readForm(await context.req.parseBody())
  if (!found.configuration.features.payment_method_update.enabled) return gone(context)
  return world.atCustomerTime(session.customer, () => {
    const errors = checkForm(form, world.now(), false)
    if (Object.keys(errors).length > 0) return context.html(cardPage(base, form, errors, null), 422)
    const refusal = world.store.transaction(() => {
      const details = billingDetails({ name: form.cardholderName })
      return replaceCard(world, session.customer, createCard(world, cardIn(form), details))
    })
    if (refusal) return context.html(cardPage(base, form, {}, refusal), 402)
    return done(found, context, 'Your card has been saved.')
  })
}

function gone(context: Context) {
  return context.html(
    messagePage('This page isn’t available', 'The link has expired, or the plan has ended.', null),
    404,
  )
}
