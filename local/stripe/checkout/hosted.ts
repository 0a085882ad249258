import { type Context, Hono } from 'hono'
import type Stripe from 'stripe'
import { newId } from '../core/ids'
import type { LocalChallenge } from '../core/kinds'
import { formatMoney } from '../core/money'
import { ACCOUNT, type World } from '../core/world'
import { type CardForm, cardIn, checkForm, EMPTY_FORM, type FieldErrors, readForm } from '../pages/card-form'
import { challengePage } from '../pages/challenge-page'
import { checkoutPage } from '../pages/checkout-page'
import { messagePage } from '../pages/layout'
import { billingDetails, createBankAccount, createCard } from '../payments/payment-methods'
import { AUTHENTICATION_FAILED } from '../payments/payments'
import { type Submission, submit } from './complete'
import { checkoutOf } from './sessions'

type Session = Stripe.Checkout.Session

/** The pages a payer sees. Everything a post does is one transaction, and a second post finds it done. */
export function checkoutPages(world: World): Hono {
  const app = new Hono()
  app.get('/c/pay/:id', (context) => {
    const session = world.store.find('checkout.session', context.req.param('id'))
    if (!session) return notFound(context)
    if (session.status !== 'open') return closed(context, session)
    const refusal = context.req.query('refused') === 'authentication' ? AUTHENTICATION_FAILED.message : null
    return show(context, world, session, startForm(world, session), {}, refusal)
  })
  app.post('/c/pay/:id', async (context) => pay(context, world, readForm(await context.req.parseBody())))
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
  return { ...EMPTY_FORM, email: session.customer_email ?? customer?.email ?? '' }
}

async function pay(context: Context, world: World, form: CardForm): Promise<Response> {
  const session = world.store.find('checkout.session', context.req.param('id'))
  if (!session) return notFound(context)
  if (session.status !== 'open') return closed(context, session)
  const offersBank = session.mode !== 'setup' && session.payment_method_types.includes('us_bank_account')
  const asked: CardForm = offersBank ? form : { ...form, paymentMethod: 'card' }
  const errors = checkForm(asked, world.now())
  if (Object.keys(errors).length > 0) return show(context, world, session, asked, errors, null, 422)
  const payer = { email: asked.email, name: asked.cardholderName }
  const result = world.store.transaction((): Submission & { challenge?: LocalChallenge } => {
    const method = methodFrom(world, asked)
    const submission = submit(world, session, payer, method, false)
    if (submission.outcome !== 'challenge') return submission
    const challenge = { id: newId('chal_'), session: session.id, paymentMethod: method.id, ...payer }
    return { ...submission, challenge: world.store.put('local.challenge', challenge) }
  })
  if (result.outcome === 'done') return closed(context, result.session)
  if (result.outcome === 'challenge') return context.redirect(`/c/challenge/${result.challenge?.id}`, 303)
  return show(context, world, session, asked, {}, result.message, 402)
}

function methodFrom(world: World, form: CardForm): Stripe.PaymentMethod {
  const details = billingDetails({
    email: form.email,
    name: form.cardholderName,
    address: {
      city: null,
      country: form.country,
      line1: null,
      line2: null,
      postal_code: form.postalCode || null,
      state: null,
    },
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

/** A completed session leads a payer who posts on to the seller; one who only opens it again is told. */
function closed(context: Context, session: Session): Response | Promise<Response> {
  if (session.status === 'complete') {
    const successUrl = (session.success_url ?? '').replaceAll('{CHECKOUT_SESSION_ID}', session.id)
    if (context.req.method === 'POST') return context.redirect(successUrl, 303)
    const link = successUrl ? { href: successUrl, label: `Back to ${ACCOUNT.name}` } : null
    return context.html(
      messagePage('All done here', 'You have already paid with this page. It cannot be used again.', link),
    )
  }
  const link = session.cancel_url ? { href: session.cancel_url, label: `Back to ${ACCOUNT.name}` } : null
  return context.html(
    messagePage('This page has expired', 'This checkout can no longer be used. Nothing was charged.', link),
    410,
  )
}

function notFound(context: Context) {
  return context.html(messagePage('Something went wrong', 'There is no checkout at this address.', null), 404)
}
