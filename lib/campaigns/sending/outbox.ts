import { connect } from 'node:net'
import { createTransport, type SendMailOptions } from 'nodemailer'
import { env } from '@/lib/core/settings/env'

/** What became of a mail that was handed over. */
export type Delivery =
  | { status: 'accepted' }
  /** The server said no for good. */
  | { status: 'rejected'; answer: string }
  /** The server asked to be tried later. */
  | { status: 'deferred'; answer: string }
  /** The connection broke after the mail may have been taken: it is never sent again. */
  | { status: 'unsure'; answer: string }
  /** There was no server to hand it to. */
  | { status: 'unreachable'; answer: string }

export type Outbox = { send(mail: SendMailOptions): Promise<Delivery>; close(): void }
export type OutboxOptions = { smtpUrl: string; connections: number; perSecond: number }

const LONGEST_ANSWER = 200
const CONNECT_LIMIT_MS = 10_000

/** A mail server behind a few lasting connections, and never more mails a second than it likes. */
export function openOutbox(over: Partial<OutboxOptions> = {}): Outbox {
  const { SMTP_URL, MAIL_PER_SECOND } = env()
  const { smtpUrl, connections, perSecond } = {
    smtpUrl: SMTP_URL,
    connections: 5,
    perSecond: MAIL_PER_SECOND,
    ...over,
  }
  const { hostname, port, protocol, username, password } = new URL(smtpUrl)
  const secure = protocol === 'smtps:'
  const transport = createTransport({
    host: hostname,
    port: port ? Number(port) : secure ? 465 : 587,
    secure,
    ...(username && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    pool: true,
    maxConnections: connections,
    maxMessages: 500,
    rateDelta: 1_000,
    rateLimit: perSecond,
    connectionTimeout: CONNECT_LIMIT_MS,
    getSocket: socketTo(hostname, port ? Number(port) : secure ? 465 : 587),
    greetingTimeout: 15_000,
    socketTimeout: 60_000,
    // By default a mail whose connection closed is sent again by itself, and may so be sent twice.
    maxRequeues: 0,
  } as Parameters<typeof createTransport>[0])
  return {
    send: (mail) =>
      transport.sendMail(mail).then(
        (): Delivery => ({ status: 'accepted' }),
        (error: unknown) => deliveryOf(error),
      ),
    close: () => transport.close(),
  }
}

type Opened = (error: null, socket?: { connection: ReturnType<typeof connect> }) => void

/** A socket that waits for nothing: with Nagle's delay every mail costs 40 ms more, two and a half times of it all. */
function socketTo(host: string, port: number) {
  return (_options: unknown, done: Opened): void => {
    const socket = connect({ host, port, noDelay: true })
    // Without a socket nodemailer opens one itself, and tells what is wrong in its own way.
    const fail = () => done(null)
    socket.once('error', fail)
    socket.setTimeout(CONNECT_LIMIT_MS, () => socket.destroy(new Error(`${host} does not answer`)))
    socket.once('connect', () => {
      socket.off('error', fail)
      socket.setTimeout(0).removeAllListeners('timeout')
      done(null, { connection: socket })
    })
  }
}

/** Judged by what is certain: only an answer of the server, or no connection at all, says that the mail was not taken. */
export function deliveryOf(error: unknown): Delivery {
  const { responseCode, command, code, response, message } = error as Partial<
    Record<'command' | 'code' | 'response' | 'message', string>
  > & { responseCode?: number }
  const answer = (response ?? message ?? 'no answer').slice(0, LONGEST_ANSWER)
  if (code === 'EAUTH' || command === 'CONN' || code === 'EDNS') return { status: 'unreachable', answer }
  if (responseCode === undefined) return { status: 'unsure', answer }
  return { status: responseCode >= 500 ? 'rejected' : 'deferred', answer }
}
