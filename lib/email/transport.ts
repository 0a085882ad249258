import { connect } from 'node:net'
import { createTransport, type SendMailOptions } from 'nodemailer'
import { parseConnectionUrl } from 'nodemailer/lib/shared/index.js'
import { env } from '@/lib/core/settings/env'

/** An email as nodemailer takes it. */
export type Message = SendMailOptions & { subject: string }

/** The result of handing an email to the SMTP server. */
export type Delivery =
  | { status: 'accepted' }
  /** The server refused it permanently. */
  | { status: 'rejected'; answer: string }
  /** The server asked us to try again later. */
  | { status: 'deferred'; answer: string }
  /** The connection broke after the server may have accepted it. Never send it again. */
  | { status: 'unsure'; answer: string }
  /** We couldn't connect or sign in to the server. */
  | { status: 'unreachable'; answer: string }

export type BulkTransport = { send(message: SendMailOptions): Promise<Delivery>; close(): void }
export type BulkOptions = { smtpUrl: string; connections: number; perSecond: number }

const MAX_ANSWER_CHARACTERS = 200
/** A request waits no longer than this for the SMTP server. */
const SINGLE_TIMEOUTS = { connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 15_000 }
const BULK_TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 15_000, socketTimeout: 60_000 }

/**
 * Sends one email, from `MAIL_FROM` unless the message says otherwise, over its own connection. A
 * string in `to` is one address, whatever it contains.
 * @throws what the SMTP server answered; `deliveryOf` says what it means
 */
export async function sendEmail({ to, ...message }: Message & { to: string }): Promise<void> {
  const { MAIL_FROM, SMTP_URL } = env()
  const transport = createTransport(singleOptions(SMTP_URL))
  await transport.sendMail({ from: MAIL_FROM, ...message, to: { name: '', address: to } })
}

/**
 * The options in `SMTP_URL` (host, sign-in, and its query, such as `?tls.rejectUnauthorized=false`) with our timeouts.
 * Nodemailer ignores every other option when it is given a URL, so the URL is parsed first. `pool` is for `openBulkTransport`
 * only: no one would close the pool of a single email.
 */
export const singleOptions = (smtpUrl: string) =>
  ({ ...SINGLE_TIMEOUTS, ...parseConnectionUrl(smtpUrl), pool: false }) as Parameters<
    typeof createTransport
  >[0]

/** A few lasting connections to the SMTP server, limited to the number of emails per second that it accepts. */
export function openBulkTransport(over: Partial<BulkOptions> = {}): BulkTransport {
  const { SMTP_URL, MAIL_PER_SECOND } = env()
  const transport = createTransport(
    bulkOptions({ smtpUrl: SMTP_URL, connections: 5, perSecond: MAIL_PER_SECOND, ...over }),
  )
  return {
    send: (message) =>
      transport.sendMail(message).then(
        (): Delivery => ({ status: 'accepted' }),
        (error: unknown) => deliveryOf(error),
      ),
    close: () => transport.close(),
  }
}

export function bulkOptions({ smtpUrl, connections, perSecond }: BulkOptions) {
  const given = parseConnectionUrl(smtpUrl) as { host?: string; port?: number; secure?: boolean }
  const { host = 'localhost', secure = false } = given
  const port = given.port ?? (secure ? 465 : 587)
  return {
    ...BULK_TIMEOUTS,
    maxMessages: 500,
    ...given,
    host,
    port,
    secure,
    pool: true,
    maxConnections: connections,
    rateDelta: 1_000,
    rateLimit: perSecond,
    getSocket: socketTo(host, port),
    // By default nodemailer resends an email whose connection closed, so it might be sent twice.
    maxRequeues: 0,
  } as Parameters<typeof createTransport>[0]
}

type Opened = (error: null, socket?: { connection: ReturnType<typeof connect> }) => void

/** A socket without Nagle's delay, which would add 40 ms to every email: two and a half times as long in total. */
function socketTo(host: string, port: number) {
  return (_options: unknown, done: Opened): void => {
    const socket = connect({ host, port, noDelay: true })
    // Without a socket nodemailer opens one itself and reports the error in its own format.
    const fail = () => done(null)
    socket.once('error', fail)
    socket.setTimeout(BULK_TIMEOUTS.connectionTimeout, () =>
      socket.destroy(new Error(`${host} does not answer`)),
    )
    socket.once('connect', () => {
      socket.off('error', fail)
      socket.setTimeout(0).removeAllListeners('timeout')
      done(null, { connection: socket })
    })
  }
}

/** Only an answer from the server, or no connection at all, proves that the email was not accepted. */
export function deliveryOf(error: unknown): Exclude<Delivery, { status: 'accepted' }> {
  const { responseCode, command, code, response, message } = error as Partial<
    Record<'command' | 'code' | 'response' | 'message', string>
  > & { responseCode?: number }
  const answer = (response ?? message ?? 'no answer').slice(0, MAX_ANSWER_CHARACTERS)
  if (code === 'EAUTH' || command === 'CONN' || code === 'EDNS') return { status: 'unreachable', answer }
  if (responseCode === undefined) return { status: 'unsure', answer }
  return { status: responseCode >= 500 ? 'rejected' : 'deferred', answer }
}
