import { html, raw } from 'hono/html'
import type { Message } from './message'
import { STYLE } from './style'

type Markup = ReturnType<typeof html>

/** Maximum number of listed emails; search finds the rest. */
export const LISTED = 200

export function inboxPage(messages: Message[], count: number, to: string): Markup {
  return frame('Inbox', to, count, html`<div class="panes">${list(messages, count, to)}${hint()}</div>`, true)
}

export function messagePage(message: Message, messages: Message[], count: number, to: string): Markup {
  return frame(
    message.subject,
    to,
    count,
    html`<div class="panes reading">${list(messages, count, to, message.id)}${reader(message, to)}</div>`,
    false,
  )
}

export function missingPage(): Markup {
  return frame(
    'Email not found',
    '',
    0,
    html`<p class="empty">This email no longer exists. <a href="/">Back to inbox</a></p>`,
    false,
  )
}

/** The inbox reloads when email arrives; an open email does not. */
function frame(
  title: string,
  to: string,
  count: number,
  body: Markup | Promise<Markup>,
  live: boolean,
): Markup {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${title} - Local inbox</title>
<style>${raw(STYLE)}</style>
</head>
<body>
<header>
  <a class="brand" href="/">Local inbox <span class="count">${count}</span></a>
  <form role="search" action="/">
    <label class="unseen" for="to">Recipient</label>
    <input id="to" name="to" type="search" placeholder="Search by recipient" value="${to}" autocomplete="off">
  </form>
  <button id="clear" type="button">Delete all</button>
</header>
<main>${body}</main>
<script>
document.getElementById('clear').onclick = async () => {
  if (!confirm('Delete all emails in this inbox?')) return
  await fetch('/api/messages', { method: 'DELETE' })
  location.href = '/'
}
${raw(live ? "new EventSource('/events').onmessage = () => location.reload()" : '')}
</script>
</body>
</html>`
}

function list(messages: Message[], count: number, to: string, openId?: string): Markup {
  if (messages.length === 0) {
    const empty = to
      ? `No emails for "${to}".`
      : 'No emails yet. Everything Market Trak sends arrives here and is not delivered.'
    return html`<nav class="list"><p class="empty">${empty}</p></nav>`
  }
  return html`<nav class="list" aria-label="Emails">${messages.map((message) => {
    const href = `/messages/${message.id}${to ? `?to=${encodeURIComponent(to)}` : ''}`
    return html`<a class="row" href="${href}" ${message.id === openId ? raw('aria-current="true"') : ''}>
      <span class="who">${message.to.join(', ')}</span><time datetime="${message.receivedAt}">${shortTime(message.receivedAt)}</time>
      <span class="subject">${message.subject}</span>
    </a>`
  })}${count > messages.length ? html`<p class="empty">${count - messages.length} older emails. Search by recipient to find them.</p>` : ''}</nav>`
}

function hint(): Markup {
  return html`<section class="reader blank"><p>Select an email to read it.</p></section>`
}

function reader(message: Message, to: string): Markup {
  const back = to ? `/?to=${encodeURIComponent(to)}` : '/'
  return html`<section class="reader">
    <a class="back" href="${back}">Back to inbox</a>
    <h1>${message.subject}</h1>
    <dl>
      <dt>From</dt><dd>${message.from}</dd>
      <dt>To</dt><dd>${message.to.join(', ')}</dd>
      <dt>Received</dt><dd><time datetime="${message.receivedAt}">${shortTime(message.receivedAt)} UTC</time></dd>
      ${Object.entries(message.headers).map(([name, value]) => html`<dt>${name}</dt><dd class="fine">${value}</dd>`)}
      ${message.attachments.map(
        (file) =>
          html`<dt>Attachment</dt><dd>${file.name} (${file.type}, ${Math.ceil(file.sizeBytes / 1024)} kB)</dd>`,
      )}
    </dl>
    ${message.html ? html`<iframe title="Email preview" sandbox="allow-popups allow-popups-to-escape-sandbox" src="/messages/${message.id}/html"></iframe>` : ''}
    ${message.links.length > 0 ? html`<h2>Links</h2><ul>${message.links.map((link) => html`<li><a href="${link}" target="_blank" rel="noopener">${link}</a></li>`)}</ul>` : ''}
    <details ${message.html ? '' : raw('open')}><summary>Plain text</summary><pre>${message.text || '(none)'}</pre></details>
    <p><a href="/messages/${message.id}/raw">View source</a></p>
  </section>`
}

function shortTime(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)}`
}
