import { SMTPServer, type SMTPServerDataStream } from 'smtp-server'
import type { MailStore } from './store'

const LIMIT_BYTES = 25 * 1024 * 1024

/** Domains whose recipients fail: permanently or temporarily. */
const FAULTS: Record<string, { code: number; message: string }> = {
  'reject.test': { code: 550, message: '5.1.1 No such mailbox here' },
  'defer.test': { code: 451, message: '4.7.1 Try again later' },
}

export function smtpReceiver(store: MailStore): SMTPServer {
  return new SMTPServer({
    name: 'inbox.local',
    banner: 'Market Trak local inbox',
    authOptional: true,
    // A lookup would wait for a name server, which a machine without a network doesn't have.
    disableReverseLookup: true,
    disabledCommands: ['STARTTLS'],
    size: LIMIT_BYTES,
    onAuth: (auth, _session, done) => done(null, { user: auth.username }),
    onRcptTo: (address, _session, done) => {
      const domain = address.address.slice(address.address.lastIndexOf('@') + 1).toLowerCase()
      const fault = FAULTS[domain]
      done(fault ? Object.assign(new Error(fault.message), { responseCode: fault.code }) : null)
    },
    onData: (stream, session, done) => {
      const { mailFrom, rcptTo } = session.envelope
      readAll(stream)
        .then((raw) => {
          if (stream.sizeExceeded) throw Object.assign(new Error('5.3.4 Too large'), { responseCode: 552 })
          const to = rcptTo.map((recipient) => recipient.address)
          return store.add(mailFrom ? mailFrom.address : '', to, raw)
        })
        .then(() => done(null), done)
    },
  })
}

async function readAll(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
