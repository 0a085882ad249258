import { html, raw } from 'hono/html'
import type { Message } from './message'

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

const STYLE = `
:root { color-scheme: light dark;
  --ground: light-dark(#f7f7f8, #111214); --paper: light-dark(#fff, #191b1f); --line: light-dark(#e3e4e8, #2c2f36);
  --ink: light-dark(#17181c, #eceef2); --faint: light-dark(#62656e, #9a9faa); --accent: light-dark(#0b6b50, #5fd0aa);
  --chosen: light-dark(#e8f4f0, #1d2d29); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
a { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
header { display: flex; gap: 12px; align-items: center; padding: 10px 16px; background: var(--paper);
  border-bottom: 1px solid var(--line); position: sticky; top: 0; z-index: 1; }
.brand { font-weight: 650; color: var(--ink); text-decoration: none; white-space: nowrap; }
.count { font-weight: 400; color: var(--faint); font-variant-numeric: tabular-nums; }
form { flex: 1; min-width: 0; max-width: 420px; margin-left: auto; }
input, button { font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--line); border-radius: 8px;
  padding: 7px 12px; min-height: 40px; }
input { width: 100%; }
button { cursor: pointer; }
.panes { display: grid; grid-template-columns: minmax(280px, 360px) minmax(0, 1fr); min-height: calc(100dvh - 62px); }
.list { border-right: 1px solid var(--line); background: var(--paper); }
.row { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 2px 10px; padding: 11px 16px; color: inherit;
  text-decoration: none; border-bottom: 1px solid var(--line); }
.row:hover, .row[aria-current] { background: var(--chosen); }
.who, .subject { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.who { font-weight: 600; }
.subject { grid-column: 1 / -1; }
time { color: var(--faint); font-size: 13px; font-variant-numeric: tabular-nums; }
.empty, .blank { color: var(--faint); padding: 24px 16px; }
.reader { padding: 20px clamp(16px, 3vw, 36px) 40px; min-width: 0; }
.back { display: none; }
h1 { font-size: 22px; line-height: 1.3; margin: 0 0 12px; overflow-wrap: anywhere; }
h2 { font-size: 15px; margin: 24px 0 6px; }
dl { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 3px 14px; margin: 0 0 18px; font-size: 14px; }
dt { color: var(--faint); } dd { margin: 0; overflow-wrap: anywhere; } .fine { font-size: 13px; }
iframe { display: block; width: 100%; height: max(460px, 62dvh); border: 1px solid var(--line); border-radius: 10px;
  background: #fff; color-scheme: light; }
ul { margin: 0; padding-left: 18px; } li { overflow-wrap: anywhere; }
details { margin: 22px 0; } summary { cursor: pointer; padding: 6px 0; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--paper); border: 1px solid var(--line);
  border-radius: 10px; padding: 14px; font-size: 13px; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
@media (max-width: 780px) {
  .panes { grid-template-columns: minmax(0, 1fr); }
  .list { border-right: 0; } .blank { display: none; } .reading .list { display: none; } .back { display: inline-block; margin-bottom: 12px; }
}
`
