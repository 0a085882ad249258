import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { returnFromCheckout } from '../checkout/return-from-checkout.ts'
import { makeSubscriber } from '../testing.ts'
import { changeAutoTopUpCard } from './card/save-card.ts'
import { runAutoTopUps } from './continue-top-up.ts'
import { disableAutoTopUp, saveAutoTopUp } from './save-auto-top-up.ts'
import { saveCardAt, settingsOf, setUpLocalStripe, wanted, withAutoTopUp } from './testing.ts'

setUpLocalStripe()

describe('R48: turning auto top-up on', () => {
  it('saves a card on Stripe’s page first, and is on when the buyer returns', async () => {
    const ctx = await makeSubscriber('growth', 150)
    const saved = await saveAutoTopUp(ctx, wanted())
    if (saved.kind !== 'card-needed') throw new Error('a card was there')
    expect(await settingsOf(ctx)).toMatchObject({ enabled: false, paymentMethodId: null })
    const page = await (await fetch(saved.url)).text()
    expect(page).toContain('buy 500 credits for $60 when you have fewer than 100, up to $240 a month')
    const session = await saveCardAt(saved.url)
    expect(await returnFromCheckout(ctx, session)).toBe(
      '/workspace-settings?tab=billing&view=payment&checkout=auto-top-up#auto-top-up',
    )
    expect(await settingsOf(ctx)).toMatchObject({
      enabled: true,
      cardBrand: 'visa',
      cardLast4: '4242',
      cardExpires: '12/2034',
    })
    // Again, as the webhook does: nothing else happens.
    expect(await returnFromCheckout(ctx, session)).toContain('checkout=auto-top-up')
    await disableAutoTopUp(ctx)
    await returnFromCheckout(ctx, session)
    expect(await settingsOf(ctx)).toMatchObject({ enabled: false })
    // With a card that is saved no page is needed.
    expect(await saveAutoTopUp(ctx, wanted())).toEqual({ kind: 'on' })
  })

  it('stores the card by the job when nobody returned and no webhook came', async () => {
    const ctx = await makeSubscriber('growth', 150)
    const saved = await saveAutoTopUp(ctx, wanted())
    if (saved.kind !== 'card-needed') throw new Error('a card was there')
    await saveCardAt(saved.url)
    await runAutoTopUps()
    expect(await settingsOf(ctx)).toMatchObject({ enabled: true, setupSessionId: null })
  })

  it('opens the same page for the same request, and only the newest page counts', async () => {
    const ctx = await makeSubscriber('growth', 150)
    const request = wanted()
    const [first, again] = [await saveAutoTopUp(ctx, request), await saveAutoTopUp(ctx, request)]
    expect(again).toEqual(first)
    const newer = await changeAutoTopUpCard(ctx, { requestId: randomUUID() })
    if (first.kind !== 'card-needed') throw new Error('a card was there')
    expect(await returnFromCheckout(ctx, await saveCardAt(first.url))).toContain('checkout=ended')
    expect(await settingsOf(ctx)).toMatchObject({ enabled: false })
    expect(await returnFromCheckout(ctx, await saveCardAt(newer.url))).toContain('checkout=auto-top-up')
  })

  it('keeps buying with the card it has while another one is being saved', async () => {
    const ctx = await withAutoTopUp()
    const before = await settingsOf(ctx)
    const { url } = await changeAutoTopUpCard(ctx, { requestId: randomUUID() })
    expect(await settingsOf(ctx)).toMatchObject({ enabled: true, paymentMethodId: before.paymentMethodId })
    await returnFromCheckout(ctx, await saveCardAt(url, '5555555555554444'))
    expect(await settingsOf(ctx)).toMatchObject({ enabled: true, cardLast4: '4444' })
  })

  it('refuses trials, limits plans, a price that changed, and a maximum below one pack', async () => {
    const trial = await makeSubscriber('trial', 100, { status: 'trialing' })
    const limits = await makeSubscriber('agency', 0)
    const ctx = await makeSubscriber('growth', 150)
    await expect(saveAutoTopUp(trial, wanted())).rejects.toMatchObject({ code: 'pack.subscribe-first' })
    await expect(saveAutoTopUp(limits, wanted())).rejects.toMatchObject({ code: 'pack.limits-plan' })
    await expect(saveAutoTopUp(ctx, wanted({ pack: 'medium*500*1' }))).rejects.toMatchObject({
      code: 'price.changed',
    })
    await expect(saveAutoTopUp(ctx, wanted({ monthlyMax: '59' }))).rejects.toMatchObject({
      code: 'auto-top-up.maximum',
    })
    await expect(changeAutoTopUpCard(ctx, { requestId: randomUUID() })).rejects.toMatchObject({
      code: 'not-found',
    })
  })

  it('R35: the card page of another workspace changes nothing', async () => {
    const [ctx, stranger] = [await makeSubscriber('growth', 150), await withAutoTopUp()]
    const saved = await saveAutoTopUp(ctx, wanted())
    if (saved.kind !== 'card-needed') throw new Error('a card was there')
    const before = await settingsOf(stranger)
    expect(await returnFromCheckout(stranger, await saveCardAt(saved.url))).toContain('checkout=unknown')
    expect(await settingsOf(stranger)).toEqual(before)
  })
})
