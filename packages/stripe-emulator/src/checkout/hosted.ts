import { type Context, Hono } from 'hono'
import type Stripe from 'stripe'
import { newId } from '../core/ids'
import type { LocalChallenge } from '../core/kinds'
import { formatMoney } from '../core/money'
import { ACCOUNT, type World } from '../core/world'
import { redeemable } from '../discounts/coupons'
import { type CardForm, cardIn, checkForm, EMPTY_FORM, type FieldErrors, readForm } from '../pages/card-form'
import { challengePage } from '../pages/challenge-page'
import { checkoutPage } from '../pages/checkout-page'
import { messagePage } from '../pages/layout'
import { billingDetails, createBankAccount, createCard } from '../payments/payment-methods'
import { AUTHENTICATION_FAILED } from '../payments/payments'
import type { Payer } from './collected'
import { completeFree, type Submission, submit } from './complete'
import { quoteSession } from './quote'
import { checkoutOf } from './sessions'

type Session = Stripe.Checkout.Session

/** The hosted checkout pages. Each POST is one transaction, and a repeated POST finds it done. */
export function checkoutPages(world: World): Hono {
  const app = new Hono()
  app.get('/c/pay/:id', (context) => {
    const session = world.store.find('checkout.session', context.req.param('id'))
    if (!session) return notFound(context)
    if (session.status !== 'open') return closed(context, session)
    const refusal = context.req.query('refused') === 'authentication' ? AUTHENTICATION_FAILED.message : null
    return show(context, world, session, startForm(world, session), {}, refusal)
  })
  app.post('/c/pay/:id', async (context) => {
    const body = await context.req.parseBody()
    return pay(context, world, readForm(body), body.intent === 'update')
  })
  app.get('/c/challenge/:id', (context) => {
    const pending = world.store.find('local.challenge', context.req.param('id'))
    const session = world.store.find('checkout.session', pending?.session)
    if (!pending || !session) return notFound(context)
    if (session.status !== 'open') return closed(context, session)
    const amount =
      session.amount_total === null ? null : formatMoney(session.amount_total, session.currency ?? 'usd')
    return context.html(challengePage(amount))
  })
  app.post('/c/challenge/:id', async (context) => {
    const { answer } = await context.req.parseBody()
    return answerFromBank(context, world, answer === 'complete')
  })
  return app
}

function startForm(world: World, session: Session): CardForm {
  const customer = world.store.find('customer', session.customer as string | null)
  return {
    ...EMPTY_FORM,
    email: session.customer_email ?? customer?.email ?? '',
    country: customer?.address?.country ?? EMPTY_FORM.country,
    postalCode: customer?.address?.postal_code ?? '',
    promotionCode: checkoutOf(world, session.id).promotionCode ?? '',
  }
}

/** `updates`: only recalculates the total with the code and country. */
async function pay(context: Context, world: World, form: CardForm, updates: boolean): Promise<Response> {
  const opened = world.store.find('checkout.session', context.req.param('id'))
  if (!opened) return notFound(context)
  if (opened.status !== 'open') return closed(context, opened)
  const { session, refused } = applyForm(world, opened, form)
  if (refused) return show(context, world, session, form, { promotionCode: refused }, null, 422)
  if (updates) return show(context, world, session, form, {}, null)
  const offersBank = session.mode !== 'setup' && session.payment_method_types.includes('us_bank_account')
  const isFree = session.mode === 'payment' && session.amount_total === 0
  const entered: CardForm = isFree
    ? { ...form, paymentMethod: 'none' }
    : offersBank
      ? form
      : { ...form, paymentMethod: 'card' }
  const errors = checkForm(entered, world.now())
  if (Object.keys(errors).length > 0) return show(context, world, session, entered, errors, null, 422)
  const payer: Payer = {
    email: entered.email,
    name: entered.cardholderName,
    businessName: entered.businessName,
    taxId: entered.taxId,
  }
  const result = world.store.transaction((): Submission & { challenge?: LocalChallenge } => {
    if (isFree) return completeFree(world, session, payer, addressOf(entered))
    const method = methodFrom(world, entered)
    const submission = submit(world, session, payer, method, false)
    if (submission.outcome !== 'challenge') return submission
    const challenge = { id: newId('chal_'), session: session.id, paymentMethod: method.id, ...payer }
    return { ...submission, challenge: world.store.put('local.challenge', challenge) }
  })
  if (result.outcome === 'done') return closed(context, result.session)
  if (result.outcome === 'challenge') return context.redirect(`/c/challenge/${result.challenge?.id}`, 303)
  return show(context, world, session, entered, {}, result.message, 402)
}

/** Applies the entered code and country before payment. A form without the field keeps the code. */
function applyForm(world: World, session: Session, form: CardForm): { session: Session; refused?: string } {
  if (session.mode === 'setup') return { session }
  return world.store.transaction(() => {
    const checkout = checkoutOf(world, session.id)
    const order = {
      customer: typeof session.customer === 'string' ? session.customer : null,
      subtotalCents: session.amount_subtotal ?? 0,
      currency: session.currency ?? 'usd',
    }
    const code = session.allow_promotion_codes ? form.promotionCode : ''
    if (code && !redeemable(world, code, order)) return { session, refused: 'This code is invalid.' }
    if (code) world.store.put('local.checkout', { ...checkout, promotionCode: code })
    const place = { country: form.country, taxId: session.tax_id_collection?.enabled ? form.taxId : '' }
    return { session: quoteSession(world, session, place) }
  })
}

const addressOf = (form: CardForm): Stripe.Address => ({
  city: null,
  country: form.country,
  line1: null,
  line2: null,
  postal_code: form.postalCode || null,
  state: null,
})

function methodFrom(world: World, form: CardForm): Stripe.PaymentMethod {
  const details = billingDetails({
    email: form.email,
    name: form.cardholderName,
    address: addressOf(form),
  })
  return form.paymentMethod === 'bank'
    ? createBankAccount(world, details)
    : createCard(world, cardIn(form), details)
}

function answerFromBank(context: Context, world: World, passed: boolean): Response | Promise<Response> {
  const pending = world.store.find('local.challenge', context.req.param('id'))
  const session = world.store.find('checkout.session', pending?.session)
  const method = world.store.find('payment_method', pending?.paymentMethod)
  if (!pending || !session || !method) return notFound(context)
  if (session.status !== 'open') return closed(context, session)
  if (!passed) return context.redirect(`/c/pay/${session.id}?refused=authentication`, 303)
  const result = world.store.transaction(() => submit(world, session, pending, method, true))
  if (result.outcome === 'done') return closed(context, result.session)
  const refusal = result.outcome === 'declined' ? result.message : null
  return show(context, world, session, startForm(world, session), {}, refusal, 402)
}

function show(
  context: Context,
  world: World,
  session: Session,
  form: CardForm,
  errors: FieldErrors,
  refusal: string | null,
  status: 200 | 402 | 422 = 200,
) {
  const checkout = checkoutOf(world, session.id)
  return context.html(checkoutPage({ session, checkout, form, errors, refusal }), status)
}

/** A POST to a completed session redirects to the seller; a GET shows a message. */
function closed(context: Context, session: Session): Response | Promise<Response> {
  if (session.status === 'complete') {
    const successUrl = (session.success_url ?? '').replaceAll('{CHECKOUT_SESSION_ID}', session.id)
    if (context.req.method === 'POST') return context.redirect(successUrl, 303)
    const link = successUrl ? { href: successUrl, label: `Back to ${ACCOUNT.name}` } : null
    return context.html(
      messagePage('All done here', 'You’ve already paid. This page can’t be used again.', link),
    )
  }
  const link = session.cancel_url ? { href: session.cancel_url, label: `Back to ${ACCOUNT.name}` } : null
  return context.html(
    messagePage('This page has expired', 'This checkout can no longer be used. Nothing was charged.', link),
    410,
  )
}

function notFound(context: Context) {
  return context.html(messagePage('Something went wrong', 'This checkout doesn’t exist.', null), 404)
}
