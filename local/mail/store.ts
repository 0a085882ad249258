import { EventEmitter } from 'node:events'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Message, parseMessage, withEnvelope } from './message'

/** Maximum number of stored emails; older ones are deleted. */
const MAX_STORED = 5000

/** The emails of one folder: one file each, with a parsed copy in memory, newest first. */
export class MailStore {
  /** Emits `changed` when an email arrives or the inbox is cleared. */
  readonly events = new EventEmitter().setMaxListeners(100)
  private readonly messages: Message[] = []
  private sequence = 0

  private constructor(private readonly dir: string) {}

  static async open(dir: string): Promise<MailStore> {
    await mkdir(dir, { recursive: true })
    const store = new MailStore(dir)
    const files = (await readdir(dir)).filter((name) => name.endsWith('.eml')).sort()
    for (const file of files.slice(-MAX_STORED)) {
      const id = file.slice(0, -'.eml'.length)
      store.messages.unshift(await parseMessage(id, await readFile(join(dir, file))))
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
    const message = await parseMessage(id, stored)
    const place = this.messages.findIndex((other) => other.id < id)
    this.messages.splice(place === -1 ? this.messages.length : place, 0, message)
    for (const old of this.messages.splice(MAX_STORED)) await rm(this.fileOf(old.id), { force: true })
    this.events.emit('changed')
  }

  /** Newest first; `to` can be part of an address. */
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
    const deleted = new Set(this.list(to))
    for (const message of deleted) await rm(this.fileOf(message.id), { force: true })
    const rest = this.messages.filter((message) => !deleted.has(message))
    this.messages.splice(0, this.messages.length, ...rest)
    this.events.emit('changed')
    return deleted.size
  }

  private fileOf(id: string): string {
    return join(this.dir, `${id}.eml`)
  }
}
