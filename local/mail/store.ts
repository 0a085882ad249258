import { EventEmitter } from 'node:events'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Message, parseMessage, recipientsOf, withEnvelope } from './message'

/** Maximum number of stored emails; older ones are deleted. */
const MAX_STORED = 5000

/** An email that was not parsed yet. Parsing takes longer than receiving, and most emails are never opened. */
type Stored = { id: string; to: string[]; message?: Promise<Message> }

/** The emails of one folder: one file each, newest first. */
export class MailStore {
  /** Emits `changed` when an email arrives or the inbox is cleared. */
  readonly events = new EventEmitter().setMaxListeners(100)
  private readonly emails: Stored[] = []
  private sequence = 0

  private constructor(private readonly dir: string) {}

  static async open(dir: string): Promise<MailStore> {
    await mkdir(dir, { recursive: true })
    const store = new MailStore(dir)
    const files = (await readdir(dir)).filter((name) => name.endsWith('.eml')).sort()
    for (const file of files.slice(-MAX_STORED)) {
      const id = file.slice(0, -'.eml'.length)
      store.emails.unshift({ id, to: recipientsOf(await readFile(join(dir, file))) })
    }
    return store
  }

  async add(from: string, to: string[], raw: Buffer): Promise<void> {
    const receivedAt = new Date().toISOString()
    // Names sort by arrival time; the sequence distinguishes emails of the same millisecond.
    const count = String(this.sequence++ % 1_000_000).padStart(6, '0')
    const id = `${receivedAt.replaceAll(/\D/g, '')}-${count}-${process.pid}`
    const stored = withEnvelope({ from, to, receivedAt }, raw)
    await writeFile(this.fileOf(id), stored)
    const place = this.emails.findIndex((other) => other.id < id)
    this.emails.splice(place === -1 ? this.emails.length : place, 0, { id, to })
    for (const old of this.emails.splice(MAX_STORED)) await rm(this.fileOf(old.id), { force: true })
    this.events.emit('changed')
  }

  /** The number of emails to addresses that contain this text. */
  count(to = ''): number {
    return this.emailsTo(to).length
  }

  /** Newest first; `to` can be part of an address. */
  list(to = '', most = MAX_STORED): Promise<Message[]> {
    return Promise.all(
      this.emailsTo(to)
        .slice(0, most)
        .map((email) => this.parse(email)),
    )
  }

  async find(id: string): Promise<Message | undefined> {
    const email = this.emails.find((one) => one.id === id)
    return email && this.parse(email)
  }

  raw(message: Message): Promise<Buffer> {
    return readFile(this.fileOf(message.id))
  }

  async clear(to = ''): Promise<number> {
    const deleted = new Set(this.emailsTo(to))
    for (const email of deleted) await rm(this.fileOf(email.id), { force: true })
    const rest = this.emails.filter((email) => !deleted.has(email))
    this.emails.splice(0, this.emails.length, ...rest)
    this.events.emit('changed')
    return deleted.size
  }

  private emailsTo(to: string): Stored[] {
    const part = to.trim().toLowerCase()
    return this.emails.filter((email) => email.to.some((address) => address.toLowerCase().includes(part)))
  }

  private parse(email: Stored): Promise<Message> {
    email.message ??= readFile(this.fileOf(email.id)).then((stored) => parseMessage(email.id, stored))
    return email.message
  }

  private fileOf(id: string): string {
    return join(this.dir, `${id}.eml`)
  }
}
