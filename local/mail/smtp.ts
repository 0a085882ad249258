import { SMTPServer, type SMTPServerDataStream } from 'smtp-server'
import type { MailStore } from './store'

const LIMIT_BYTES = 25 * 1024 * 1024

/** Domains whose recipients fail: permanently or temporarily. */
const FAULTS: Record<string, { code: number; message: string }> = {
  'reject.test': { code: 550, message: '5.1.1 No such mailbox here' },
  'defer.test': { code: 451, message: '4.7.1 Try again later' },
}

/** Every recipient here is deferred once and accepted when it is tried again, as mail servers do against spam. */
const GREYLISTED_DOMAIN = 'greylist.test'

/** `quota`: after this many emails, all others are deferred until it is raised. */
export type MailFaults = { quota: number | null }

export function smtpReceiver(store: MailStore, faults: MailFaults): SMTPServer {
  const tried = new Set<string>()
  let accepted = 0
  return new SMTPServer({
    name: 'inbox.local',
    banner: 'Market Trak local inbox',
    authOptional: true,
    // A lookup would wait for a name server, which a machine without a network doesn't have.
    disableReverseLookup: true,
    disabledCommands: ['STARTTLS'],
    size: LIMIT_BYTES,
    onAuth: (auth, _session, done) => done(null, { user: auth.username }),
    onRcptTo: ({ address }, _session, done) => {
      const recipient = address.toLowerCase()
      const domain = recipient.slice(recipient.lastIndexOf('@') + 1)
      const fault = FAULTS[domain]
      if (fault) return done(answer(fault.code, fault.message))
      if (domain === GREYLISTED_DOMAIN && !tried.has(recipient)) {
        tried.add(recipient)
        return done(answer(451, '4.7.1 Greylisted, please try again later'))
      }
      if (faults.quota !== null && accepted >= faults.quota)
        return done(answer(452, '4.7.1 Quota exceeded, please try again later'))
      accepted += 1
      done(null)
    },
    onData: (stream, session, done) => {
      const { mailFrom, rcptTo } = session.envelope
      readAll(stream)
        .then((raw) => {
          if (stream.sizeExceeded) throw answer(552, '5.3.4 Too large')
          const to = rcptTo.map((recipient) => recipient.address)
          return store.add(mailFrom ? mailFrom.address : '', to, raw)
        })
        .then(() => done(null), done)
    },
  })
}

const answer = (responseCode: number, message: string) => Object.assign(new Error(message), { responseCode })

async function readAll(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
