import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { inboxPage, LISTED, messagePage, missingPage } from './page'
import type { MailStore } from './store'

const KEEP_ALIVE_MS = 15_000

/** Emails contain untrusted HTML: they can render, but nothing else. */
const MAIL_POLICY = [
  "default-src 'none'",
  'img-src http: https: data:',
  "style-src 'unsafe-inline'",
  'font-src data:',
  'sandbox allow-popups allow-popups-to-escape-sandbox',
].join('; ')

export function inboxPages(store: MailStore): Hono {
  const app = new Hono()
  const recipient = (query: string | undefined) => query ?? ''

  app.get('/', async (c) => {
    const to = recipient(c.req.query('to'))
    return c.html(inboxPage(await store.list(to, LISTED), store.count(to), to))
  })

  app.get('/messages/:id', async (c) => {
    const message = await store.find(c.req.param('id'))
    const to = recipient(c.req.query('to'))
    return message
      ? c.html(messagePage(message, await store.list(to, LISTED), store.count(to), to))
      : c.html(missingPage(), 404)
  })

  app.get('/messages/:id/html', async (c) => {
    const message = await store.find(c.req.param('id'))
    if (!message) return c.notFound()
    c.header('Content-Security-Policy', MAIL_POLICY)
    return c.html(`<base target="_blank">${message.html}`)
  })

  app.get('/messages/:id/raw', async (c) => {
    const message = await store.find(c.req.param('id'))
    return message ? c.text((await store.raw(message)).toString()) : c.notFound()
  })

  app.get('/api/messages', async (c) => c.json(await store.list(recipient(c.req.query('to')))))
  app.delete('/api/messages', async (c) =>
    c.json({ deleted: await store.clear(recipient(c.req.query('to'))) }),
  )
  app.get('/api/messages/:id', async (c) => {
    const message = await store.find(c.req.param('id'))
    return message ? c.json(message) : c.json({ error: 'Email not found.' }, 404)
  })

  app.get('/events', (c) =>
    streamSSE(c, async (stream) => {
      const notify = () => void stream.writeSSE({ data: 'changed' })
      store.events.on('changed', notify)
      stream.onAbort(() => void store.events.off('changed', notify))
      while (!stream.aborted && !stream.closed) {
        await stream.sleep(KEEP_ALIVE_MS)
        await stream.writeSSE({ event: 'still-here', data: '' })
      }
      store.events.off('changed', notify)
    }),
  )
  return app
}
