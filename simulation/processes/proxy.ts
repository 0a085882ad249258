import { connect, createServer, type Server, type Socket } from 'node:net'
import type { WireFault } from '@/simulation/ledger/faults'
import { isCommitted, Messages } from './wire'

type Hooks = { kill(): void; fired(fault: WireFault): void }

/** Sits between one worker and the server and triggers the armed fault at exactly the given message. */
export class FaultProxy {
  private fault: WireFault | null = null
  private seen = 0
  private readonly sockets = new Set<Socket>()
  private readonly server: Server

  constructor(
    private readonly target: { host: string; port: number },
    private readonly hooks: Hooks,
  ) {
    this.server = createServer((client) => this.join(client))
  }

  async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve))
    const address = this.server.address()
    if (address === null || typeof address === 'string') throw new Error('the proxy has no port')
    return address.port
  }

  arm(fault: WireFault): void {
    this.fault = fault
    this.seen = 0
  }

  get armed(): boolean {
    return this.fault !== null
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy()
    await new Promise((resolve) => this.server.close(resolve))
  }

  private join(client: Socket): void {
    const server = connect(this.target.port, this.target.host)
    for (const [socket, other] of [
      [client, server],
      [server, client],
    ] as const) {
      this.sockets.add(socket)
      socket.setNoDelay(true)
      // An error is followed by `close`.
      socket.on('error', () => {})
      socket.on('close', () => {
        this.sockets.delete(socket)
        other.destroySoon()
      })
    }
    const [fromClient, fromServer] = [new Messages('client'), new Messages('server')]
    client.on('data', (chunk: Buffer) => {
      for (const message of fromClient.take(chunk)) {
        if (client.destroyed) return
        if (!this.strikes(message.type)) server.write(message.bytes)
        else this.strike(client, server, message.bytes)
      }
    })
    server.on('data', (chunk: Buffer) => {
      for (const message of fromServer.take(chunk)) {
        if (client.destroyed) return
        if (this.losesCommit(message)) this.strike(client, server, message.bytes)
        else client.write(message.bytes)
      }
    })
  }

  /** Signing in is not part of any batch and is not counted. */
  private strikes(type: string): boolean {
    if (!this.fault || !('message' in this.fault) || type === '' || type === 'p') return false
    this.seen += 1
    return this.seen === this.fault.message
  }

  private losesCommit(message: { type: string; bytes: Buffer }): boolean {
    return this.fault !== null && !('message' in this.fault) && isCommitted(message)
  }

  private strike(client: Socket, server: Socket, bytes: Buffer): void {
    const { fault } = this
    if (!fault) return
    this.fault = null
    this.hooks.fired(fault)
    if (fault.kind === 'worker killed' || fault.kind === 'worker killed after a commit') this.hooks.kill()
    // Data sent before still reaches the server, as from a socket that was just closed.
    if (fault.kind === 'connection cut within a message') server.write(bytes.subarray(0, bytes.length >> 1))
    if (fault.kind === 'connection cut after a message') server.write(bytes)
    client.destroy()
    server.destroySoon()
  }
}
