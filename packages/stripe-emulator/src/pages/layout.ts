import { html, raw } from 'hono/html'
import { ACCOUNT } from '../core/world'
import { STYLE } from './style'

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
