import { html, raw } from 'hono/html'
import { ACCOUNT } from '../core/world'

export type Html = ReturnType<typeof html>

export function layout(title: string, body: Html): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${raw(STYLE)}</style>
</head>
<body>${body}</body>
</html>`
}

export const testBadge = html`<span class="badge">TEST MODE</span>`

export const footNote = html`<footer class="foot">Local Stripe emulator. No money moves. Use a test card such as 4242 4242 4242 4242.</footer>`

/** A page with one message and one link. */
export function messagePage(title: string, text: string, link: { href: string; label: string } | null): Html {
  return layout(
    title,
    html`<main class="middle"><div class="box">
<div class="top"><span class="seller">${ACCOUNT.name}</span>${testBadge}</div>
<h1>${title}</h1>
<p class="soft">${text}</p>
${link ? html`<a class="button" href="${link.href}">${link.label}</a>` : ''}
</div></main>`,
  )
}

/** Styles of all hosted pages. No external assets; light and dark follow the system. */
const STYLE = `
:root { color-scheme: light dark; --page: #ffffff; --panel: #f6f8fa; --ink: #1a1f36; --soft: #545969; --line: #d5dbe1;
  --field: #ffffff; --accent: #0a5cd8; --accent-ink: #ffffff; --bad: #b3093c; --bad-back: #fff0f2; --good: #0b6b43;
  --badge: #ffde92; --badge-ink: #6b3b00; --ring: rgba(10, 92, 216, .28) }
@media (prefers-color-scheme: dark) { :root { --page: #15171c; --panel: #1d2027; --ink: #f0f2f5; --soft: #a9b1bd;
  --line: #3a404b; --field: #1f232b; --accent: #8bb6ff; --accent-ink: #0b1524; --bad: #ff9aa9; --bad-back: #3a1820;
  --good: #6fdca5; --badge: #5a430f; --badge-ink: #ffe2a0; --ring: rgba(139, 182, 255, .35) } }
* { box-sizing: border-box }
body { margin: 0; background: var(--page); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif }
a { color: var(--accent) }
h1, h2, p { margin: 0 }
h1 { font-size: 1.375rem; line-height: 1.3 } h2 { font-size: 1rem }
.soft { color: var(--soft) } .small { font-size: .875rem } .number { font-variant-numeric: tabular-nums }
.split { min-height: 100vh; display: grid; grid-template-columns: 1fr }
.side { background: var(--panel); padding: 24px 20px }
.main { padding: 28px 20px 48px }
.inner { max-width: 26rem; margin: 0 auto; display: grid; gap: 20px }
@media (min-width: 992px) {
  .split { grid-template-columns: 1fr 1fr }
  .side { padding: 64px 56px } .main { padding: 64px 56px }
  .side .inner { margin: 0 0 0 auto } .main .inner { margin: 0 }
}
.top { display: flex; align-items: center; gap: 12px; flex-wrap: wrap }
.seller { font-weight: 600 }
.back { color: var(--soft); text-decoration: none; display: inline-flex; align-items: center; gap: 6px; padding: 6px 0 }
.back:hover { color: var(--ink); text-decoration: underline }
.badge { background: var(--badge); color: var(--badge-ink); border-radius: 4px; padding: 2px 8px; font-size: .75rem;
  font-weight: 700; letter-spacing: .03em }
.total { font-size: 2.25rem; line-height: 1.1; font-weight: 650; letter-spacing: -.02em }
.lines { list-style: none; margin: 0; padding: 0; display: grid; gap: 14px }
.lines li, .sum { display: flex; justify-content: space-between; gap: 16px }
.sum { border-top: 1px solid var(--line); padding-top: 14px; font-weight: 600 }
.stack { display: grid; gap: 4px } form.pay { display: grid; gap: 18px }
fieldset { border: 0; margin: 0; padding: 0; display: grid; gap: 12px; min-width: 0 }
legend { font-weight: 600; padding: 0; margin-bottom: 10px }
label { font-size: .875rem; font-weight: 550; color: var(--ink) }
input, select { width: 100%; font: inherit; color: inherit; background: var(--field); border: 1px solid var(--line);
  border-radius: 7px; padding: 10px 12px; height: 46px }
::placeholder { color: var(--soft); opacity: 1 }
input[type=radio] { width: 18px; height: 18px; flex: none; accent-color: var(--accent) }
:focus-visible { outline: 3px solid var(--ring); outline-offset: 1px; border-color: var(--accent) }
[aria-invalid=true] { border-color: var(--bad) }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; align-items: start }
.error { color: var(--bad); font-size: .875rem }
.notice { background: var(--bad-back); color: var(--bad); border-radius: 7px; padding: 12px 14px }
.choice { display: flex; gap: 12px; align-items: center; border: 1px solid var(--line); border-radius: 7px; padding: 12px 14px }
button, .button { font: inherit; font-weight: 600; background: var(--accent); color: var(--accent-ink); border: 1px solid transparent;
  border-radius: 7px; padding: 12px 16px; min-height: 48px; cursor: pointer; text-align: center; text-decoration: none; display: block; width: 100% }
button:hover, .button:hover { filter: brightness(1.06) }
button.plain, .button.plain { background: transparent; color: var(--ink); border-color: var(--line) }
.foot { border-top: 1px solid var(--line); padding-top: 14px; font-size: .8125rem; color: var(--soft) }
.page { max-width: 44rem; margin: 0 auto; padding: 24px 20px 64px; display: grid; gap: 28px }
.card { border: 1px solid var(--line); border-radius: 10px; padding: 18px; display: grid; gap: 12px }
.row { display: flex; justify-content: space-between; gap: 16px; align-items: center; flex-wrap: wrap }
.row form, .row .button { width: auto } .row button { width: auto; min-height: 40px; padding: 8px 14px } .row .button { min-height: 40px; padding: 8px 14px }
.scroll { overflow-x: auto } table { border-collapse: collapse; width: 100% }
th, td { text-align: left; padding: 10px 12px 10px 0; border-bottom: 1px solid var(--line); vertical-align: top }
th { font-size: .8125rem; color: var(--soft); font-weight: 550 } .end { text-align: right; padding-right: 0 }
.state { border: 1px solid var(--line); border-radius: 99px; padding: 1px 10px; font-size: .8125rem; white-space: nowrap }
.state.good { color: var(--good) } .state.bad { color: var(--bad) }
.middle { min-height: 100vh; display: grid; place-items: center; padding: 20px } .box { max-width: 26rem; width: 100%; display: grid; gap: 18px;
  border: 1px solid var(--line); border-radius: 12px; padding: 28px 24px }
@media print { .foot, .back, form, .badge { display: none } }
`
