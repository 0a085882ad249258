import { html } from 'hono/html'
import { type Html, layout, testBadge } from './layout'

/** Emulates the page of the customer's bank. */
export function challengePage(amount: string | null): Html {
  return layout(
    '3D Secure test page',
    html`<main class="middle"><div class="box">
<div class="top"><span class="seller">3D Secure 2 test page</span>${testBadge}</div>
<h1>Confirm ${amount ? `your payment of ${amount}` : 'your card'}</h1>
<p class="soft">Your bank wants to confirm that this is you. In test mode, you choose the outcome.</p>
<form method="post" class="pay">
<button type="submit" name="answer" value="complete">Complete</button>
<button type="submit" name="answer" value="fail" class="plain">Fail</button>
</form></div></main>`,
  )
}
