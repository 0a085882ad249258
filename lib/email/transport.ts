import { connect, type Socket } from 'node:net'
import { createTransport, type SendMailOptions } from 'nodemailer'
import type MailMessage from 'nodemailer/lib/mailer/mail-message'
import { parseConnectionUrl } from 'nodemailer/lib/shared/index.js'
import { env } from '@/lib/core/settings/env'
import { count } from '@/lib/core/telemetry/measure'

/** An email as nodemailer takes it. */
export type Message = SendMailOptions & { subject: string }

/** The result of handing an email to the SMTP server. */
export type Delivery =
  | { status: 'accepted' }
  /** The server refused it permanently. `command`: the SMTP command it answered, such as `RCPT TO`. */
  | { status: 'rejected'; answer: string; command?: string | undefined }
  /** The server asked us to try again later. */
  | { status: 'deferred'; answer: string; command?: string | undefined }
  /** The connection broke after the server may have accepted it. Never send it again. */
  | { status: 'unsure'; answer: string }
  /** We couldn't connect or sign in to the server. */
  | { status: 'unreachable'; answer: string }

export type BulkTransport = {
  /** Which server it is, for what all workers know about it: `mail.example.com:465`. */
  server: string
  /** How many emails all workers together can hand over per second; 0 for no limit. */
  perSecond: number
  send(message: SendMailOptions): Promise<Delivery>
  close(): void
}
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
  try {
    await transport.sendMail({ from: MAIL_FROM, ...message, to: { name: '', address: to } })
    count('market_trak_emails_total', { kind: 'account', result: 'accepted' })
  } catch (error) {
    count('market_trak_emails_total', { kind: 'account', result: deliveryOf(error).status })
    throw error
  }
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

/**
 * A few lasting connections to the SMTP server. The caller keeps to `perSecond`, because the limit is shared with other
 * workers.
 */
export function openBulkTransport(over: Partial<BulkOptions> = {}): BulkTransport {
  const { SMTP_URL, MAIL_PER_SECOND } = env()
  const options = { smtpUrl: SMTP_URL, connections: 5, perSecond: MAIL_PER_SECOND, ...over }
  const transport = createTransport(bulkOptions(options))
  transport.use('stream', watchHandover)
  return {
    server: serverOf(options.smtpUrl),
    perSecond: paceOf(options),
    async send(message) {
      let isHandedOver = false
      const onHandover = () => {
        isHandedOver = true
      }
      const delivery = await transport.sendMail({ ...message, onHandover } as SendMailOptions).then(
        (): Delivery => ({ status: 'accepted' }),
        (error: unknown) => deliveryAfter(error, isHandedOver),
      )
      count('market_trak_emails_total', { kind: 'campaign', result: delivery.status })
      return delivery
    },
    close: () => transport.close(),
  }
}

/**
 * Notices when the server begins to receive the email. Nodemailer reports a lost connection the same way before and after
 * that, but only before it is certain that the email was not accepted.
 */
function watchHandover(mail: MailMessage, done: () => void): void {
  const { onHandover } = mail.data as { onHandover?: () => void }
  mail.message.processFunc((email) => {
    // Nodemailer reads the email when the server has answered 354.
    email.on('newListener', (event) => {
      if (event === 'data') onHandover?.()
    })
    return email
  })
  done()
}

function deliveryAfter(error: unknown, isHandedOver: boolean): Exclude<Delivery, { status: 'accepted' }> {
  const delivery = deliveryOf(error)
  const { answer } = delivery
  if (delivery.status === 'unreachable' && isHandedOver) return { status: 'unsure', answer }
  const isOurs = OWN_CODES.has((error as { code?: string }).code ?? '')
  return delivery.status === 'unsure' && !isOurs && !isHandedOver
    ? { status: 'unreachable', answer }
    : delivery
}

/** What nodemailer itself refuses, such as an invalid address. It would be refused again. */
const OWN_CODES = new Set(['EENVELOPE', 'EMESSAGE', 'ESTREAM'])

/** The options in the query of `SMTP_URL` that concern campaigns. */
type GivenOptions = {
  host?: string
  port?: number
  secure?: boolean
  pool?: boolean
  maxConnections?: number
  rateLimit?: number
  rateDelta?: number
}

function givenOptions(smtpUrl: string) {
  const given = parseConnectionUrl(smtpUrl) as GivenOptions
  const { host = 'localhost', secure = false } = given
  return { ...given, host, secure, port: given.port ?? (secure ? 465 : 587) }
}

/** The SMTP server of a URL, without its password. */
export function serverOf(smtpUrl: string): string {
  const { host, port } = givenOptions(smtpUrl)
  return `${host}:${port}`
}

/** The slower of our own limit and the one in the URL, such as `?rateLimit=50&rateDelta=10000` for 5 per second. */
export function paceOf({ smtpUrl, perSecond }: Pick<BulkOptions, 'smtpUrl' | 'perSecond'>): number {
  const { rateLimit = 0, rateDelta = 1_000 } = givenOptions(smtpUrl)
  const limits = [perSecond, (rateLimit / rateDelta) * 1_000].filter((limit) => limit > 0)
  return limits.length === 0 ? 0 : Math.min(...limits)
}

export function bulkOptions({ smtpUrl, connections }: Omit<BulkOptions, 'perSecond'>) {
  const given = givenOptions(smtpUrl)
  return {
    ...BULK_TIMEOUTS,
    maxMessages: 500,
    pool: true,
    ...given,
    maxConnections: given.maxConnections ?? connections,
    // Nodemailer limits one pool. Ours is a limit for all workers.
    rateLimit: 0,
    getSocket: socketTo(given.host, given.port),
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
      joinWrites(socket)
      socket.setTimeout(0).removeAllListeners('timeout')
      done(null, { connection: socket })
    })
  }
}

/**
 * Sends what is written in one turn of the event loop as one packet. Nodemailer writes an email in some 25 pieces, and each
 * would cost the sender a system call and the server a read.
 */
function joinWrites(socket: Socket): void {
  const write = socket.write.bind(socket)
  let isJoining = false
  socket.write = ((...written: Parameters<Socket['write']>) => {
    if (!isJoining) {
      isJoining = true
      socket.cork()
      setImmediate(() => {
        isJoining = false
        socket.uncork()
      })
    }
    return write(...written)
  }) as Socket['write']
}

/** Only an answer from the server, or no connection at all, proves that the email was not accepted. */
export function deliveryOf(error: unknown): Exclude<Delivery, { status: 'accepted' }> {
  const { responseCode, command, code, response, message } = error as Partial<
    Record<'command' | 'code' | 'response' | 'message', string>
  > & { responseCode?: number }
  const answer = (response ?? message ?? 'no answer').slice(0, MAX_ANSWER_CHARACTERS)
  if (code === 'EAUTH' || command === 'CONN' || code === 'EDNS') return { status: 'unreachable', answer }
  if (responseCode === undefined) return { status: 'unsure', answer }
  return responseCode >= 500
    ? { status: 'rejected', answer, command }
    : { status: 'deferred', answer, command }
}
