import { verify } from 'node:crypto'
import { z } from 'zod'
import { Refusal } from '@/lib/core/errors'
import { requestOutside } from '@/lib/core/outbound/request-outside'

/** The fields of an SNS message that we use. Amazon signs them with its own key. */
const SnsMessage = z.object({
  Type: z.enum(['Notification', 'SubscriptionConfirmation', 'UnsubscribeConfirmation']),
  MessageId: z.string().max(200),
  TopicArn: z.string().max(500),
  Message: z.string(),
  Timestamp: z.iso.datetime(),
  SignatureVersion: z.enum(['1', '2']),
  Signature: z.string().max(2_000),
  SigningCertURL: z.string().max(1_000),
  Subject: z.string().nullish(),
  Token: z.string().nullish(),
  SubscribeURL: z.string().max(2_000).nullish(),
})
export type SnsMessage = z.output<typeof SnsMessage>

type Options = {
  topicArns: readonly string[]
  now?: Date
  /** Fetches a URL of Amazon. Tests pass their own. */
  fetchText?: (url: string) => Promise<string>
}

/** SNS retries for an hour, with the same timestamp. */
const MAX_AGE_MS = 2 * 3_600_000
const MAX_CERTIFICATE_BYTES = 50_000
const MAX_CERTIFICATES = 20
/** Only Amazon’s own SNS hosts: anything else would let the sender choose the key. */
const SNS_HOST = /^sns\.[a-z]{2}(?:-[a-z]+){1,3}-\d\.amazonaws\.com(?:\.cn)?$/

/**
 * The verified message of one of our topics; null for a subscription that we have just confirmed. Anyone with an AWS account can
 * send a signed message, so the topic must be one of ours.
 * @throws Refusal `sns.invalid`, `sns.topic`, `sns.signature`, `sns.old`
 */
export async function receiveSns(body: string, options: Options): Promise<string | null> {
  const { topicArns, now = new Date(), fetchText = fetchFromAmazon } = options
  const message = parse(body)
  if (!topicArns.includes(message.TopicArn))
    throw new Refusal('sns.topic', 'This topic is not listed in MAIL_SES_TOPIC_ARNS.')
  await checkSignature(message, fetchText)
  if (Math.abs(now.getTime() - Date.parse(message.Timestamp)) > MAX_AGE_MS)
    throw new Refusal('sns.old', 'This message is more than two hours old.')
  if (message.Type === 'Notification') return message.Message
  if (message.Type === 'SubscriptionConfirmation') await fetchText(amazonUrl(message.SubscribeURL ?? ''))
  return null
}

function parse(body: string): SnsMessage {
  try {
    return SnsMessage.parse(JSON.parse(body))
  } catch {
    throw new Refusal(
      'sns.invalid',
      'Expected a message of Amazon SNS as JSON. Turn off raw message delivery.',
    )
  }
}

/** @throws Refusal `sns.signature` if the URL isn’t one of Amazon SNS */
function amazonUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  const isAmazon =
    url?.protocol === 'https:' &&
    SNS_HOST.test(url.hostname) &&
    url.port === '' &&
    !url.username &&
    !url.password
  if (!url || !isAmazon) throw new Refusal('sns.signature', 'A URL in this message is not one of Amazon SNS.')
  return url.href
}

async function checkSignature(
  message: SnsMessage,
  fetchText: (url: string) => Promise<string>,
): Promise<void> {
  const url = amazonUrl(message.SigningCertURL)
  if (!new URL(url).pathname.endsWith('.pem'))
    throw new Refusal('sns.signature', 'The certificate of this message is not one of Amazon SNS.')
  const certificate = await certificateAt(url, fetchText)
  const algorithm = message.SignatureVersion === '2' ? 'sha256' : 'sha1'
  if (!isSigned(message, algorithm, certificate))
    throw new Refusal('sns.signature', "The signature doesn't match the message.")
}

function isSigned(message: SnsMessage, algorithm: string, certificate: string): boolean {
  try {
    const signature = Buffer.from(message.Signature, 'base64')
    return verify(algorithm, Buffer.from(signedText(message)), certificate, signature)
  } catch {
    // Not a certificate.
    return false
  }
}

/** The text that Amazon signs: names and values in this order, each on a line. */
export function signedText(message: SnsMessage): string {
  const names =
    message.Type === 'Notification'
      ? (['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'] as const)
      : (['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'] as const)
  return names
    .filter((name) => message[name] != null)
    .map((name) => `${name}\n${message[name]}\n`)
    .join('')
}

const certificates = new Map<string, string>()

async function certificateAt(url: string, fetchText: (url: string) => Promise<string>): Promise<string> {
  const known = certificates.get(url)
  if (known) return known
  const certificate = await fetchText(url)
  // Amazon replaces its certificate a few times a year.
  if (certificates.size >= MAX_CERTIFICATES) certificates.clear()
  certificates.set(url, certificate)
  return certificate
}

async function fetchFromAmazon(url: string): Promise<string> {
  const { status, bytes } = await requestOutside(url, {
    timeLimitMs: 5_000,
    mostBytes: MAX_CERTIFICATE_BYTES,
    httpsOnly: true,
    allowedHosts: [],
  })
  if (status !== 200) throw new Error(`Amazon SNS answered ${status}`)
  return Buffer.from(bytes).toString('utf8')
}
