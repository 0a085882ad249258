import { generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { receiveSns, type SnsMessage, signedText } from './sns'

const TOPIC = 'arn:aws:sns:us-east-1:123456789012:ses'
const now = new Date('2026-11-28T12:00:00.000Z')
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const PEM = publicKey.export({ type: 'spki', format: 'pem' }).toString()

let certificates = 0
/** A message as Amazon signs it. Each has a certificate URL of its own, because certificates are cached. */
function messageOf(over: Partial<SnsMessage> = {}, unsigned: Partial<SnsMessage> = {}): string {
  certificates += 1
  const message: SnsMessage = {
    Type: 'Notification',
    MessageId: 'm1',
    TopicArn: TOPIC,
    Message: '{"notificationType":"Bounce"}',
    Timestamp: '2026-11-28T11:59:00.000Z',
    SignatureVersion: '2',
    Signature: '',
    SigningCertURL: `https://sns.us-east-1.amazonaws.com/SimpleNotificationService-${certificates}.pem`,
    ...over,
  }
  const algorithm = message.SignatureVersion === '2' ? 'sha256' : 'sha1'
  message.Signature = sign(algorithm, Buffer.from(signedText(message)), privateKey).toString('base64')
  return JSON.stringify({ ...message, ...unsigned })
}

function receive(body: string, topicArns = [TOPIC]) {
  const fetched: string[] = []
  const fetchText = async (url: string) => {
    fetched.push(url)
    return PEM
  }
  return { fetched, result: receiveSns(body, { topicArns, now, fetchText }) }
}

test.each(['1', '2'] as const)(
  'R44: a message of SNS with signature version %s is accepted',
  async (SignatureVersion) => {
    expect(await receive(messageOf({ SignatureVersion })).result).toBe('{"notificationType":"Bounce"}')
    expect(await receive(messageOf({ SignatureVersion, Subject: 'Hello' })).result).toBe(
      '{"notificationType":"Bounce"}',
    )
  },
)

describe('R44: a forged message of SNS is refused', () => {
  test.each([
    ['with a changed message', messageOf({}, { Message: '{"notificationType":"Complaint"}' }), /signature/],
    [
      'with a changed type',
      messageOf(
        {},
        { Type: 'SubscriptionConfirmation', SubscribeURL: 'https://sns.us-east-1.amazonaws.com/' },
      ),
      /signature/,
    ],
    ['of another topic', messageOf({ TopicArn: 'arn:aws:sns:us-east-1:999999999999:ses' }), /topic/],
    ['of yesterday', messageOf({ Timestamp: '2026-11-27T11:59:00.000Z' }), /old/],
    ['that is no JSON', 'x', /JSON/],
  ])('%s', async (_what, body, message) => {
    await expect(receive(body).result).rejects.toMatchObject({
      publicMessage: expect.stringMatching(message),
    })
  })

  test.each([
    'http://sns.us-east-1.amazonaws.com/a.pem',
    'https://sns.us-east-1.amazonaws.com.evil.test/a.pem',
    'https://evil.test/sns.us-east-1.amazonaws.com/a.pem',
    'https://sns.us-east-1.amazonaws.com@evil.test/a.pem',
    'https://sns.us-east-1.amazonaws.com:8443/a.pem',
    'https://s3.us-east-1.amazonaws.com/bucket/a.pem',
    'https://169.254.169.254/a.pem',
    'https://sns.us-east-1.amazonaws.com/a.txt',
    'file:///etc/passwd.pem',
  ])('with its certificate at %s, which is never fetched', async (SigningCertURL) => {
    const { result, fetched } = receive(messageOf({ SigningCertURL }))
    await expect(result).rejects.toMatchObject({ code: 'sns.signature' })
    expect(fetched).toEqual([])
  })
})

describe('R44: a subscription', () => {
  const subscription = (SubscribeURL: string, over: Partial<SnsMessage> = {}) =>
    messageOf({ Type: 'SubscriptionConfirmation', Token: 't', SubscribeURL, ...over })
  const url = 'https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&Token=t'

  test('to our topic is confirmed', async () => {
    const { result, fetched } = receive(subscription(url))
    expect(await result).toBeNull()
    expect(fetched.at(-1)).toBe(url)
  })

  test('to another topic, or at another address, is not', async () => {
    for (const body of [
      subscription(url, { TopicArn: 'arn:aws:sns:us-east-1:999999999999:ses' }),
      subscription('https://evil.test/?Action=ConfirmSubscription'),
      subscription('http://169.254.169.254/latest'),
    ]) {
      const { result, fetched } = receive(body)
      await expect(result).rejects.toMatchObject({ code: expect.stringMatching(/^sns\./) })
      expect(fetched.filter((one) => !one.endsWith('.pem'))).toEqual([])
    }
  })
})
