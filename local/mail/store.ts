import { EventEmitter } from 'node:events'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Message, parseMessage, withEnvelope } from './message'

/** More than a person reads; older ones make room. */
const KEPT = 5000

/** The mails of one folder: a file each, and a parsed copy in memory, newest first. */
export class MailStore {
  /** Says `changed` when a mail came or the inbox was cleared. */
  readonly events = new EventEmitter().setMaxListeners(100)
  private readonly messages: Message[] = []
  private sequence = 0

  private constructor(private readonly dir: string) {}

  static async open(dir: string): Promise<MailStore> {
    await mkdir(dir, { recursive: true })
    const store = new MailStore(dir)
    const files = (await readdir(dir)).filter((name) => name.endsWith('.eml')).sort()
    for (const file of files.slice(-KEPT)) {
      const id = file.slice(0, -'.eml'.length)
      store.messages.unshift(await parseMessage(id, await readFile(join(dir, file))))
    }
    return store
  }

  async add(from: string, to: string[], raw: Buffer): Promise<void> {
    const receivedAt = new Date().toISOString()
    // Names sort by time of arrival; the sequence keeps apart those of one millisecond.
    const count = String(this.sequence++ % 1_000_000).padStart(6, '0')
    const id = `${receivedAt.replaceAll(/\D/g, '')}-${count}-${process.pid}`
    const stored = withEnvelope({ from, to, receivedAt }, raw)
    await writeFile(this.fileOf(id), stored)
    const message = await parseMessage(id, stored)
    const place = this.messages.findIndex((other) => other.id < id)
    this.messages.splice(place === -1 ? this.messages.length : place, 0, message)
    for (const old of this.messages.splice(KEPT)) await rm(this.fileOf(old.id), { force: true })
    this.events.emit('changed')
  }

  /** Newest first; `to` may be a part of the address. */
  list(to = ''): Message[] {
    const part = to.trim().toLowerCase()
    return this.messages.filter((message) =>
      message.to.some((address) => address.toLowerCase().includes(part)),
    )
  }

  find(id: string): Message | undefined {
    return this.messages.find((message) => message.id === id)
  }

  raw(message: Message): Promise<Buffer> {
    return readFile(this.fileOf(message.id))
  }

  async clear(to = ''): Promise<number> {
    const gone = new Set(this.list(to))
    for (const message of gone) await rm(this.fileOf(message.id), { force: true })
    const rest = this.messages.filter((message) => !gone.has(message))
    this.messages.splice(0, this.messages.length, ...rest)
    this.events.emit('changed')
    return gone.size
  }

  private fileOf(id: string): string {
    return join(this.dir, `${id}.eml`)
  }
}
