import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { STOP_SIGNALS, type StopSignal } from '@/lib/core/process/stopping'

const CHANNEL = 'http.server.request.start'

/**
 * Takes over when Next's web server stops. By itself it stops accepting connections the moment it is told to, then waits for
 * what it is answering, and calls `process.exit` (node_modules/next/dist/server/lib/start-server.js). But a load balancer that
 * no longer sends requests here may have sent some that were not accepted yet, and the system would refuse those: Node accepts
 * one waiting connection per turn of its loop. So the server goes on for `delayMs`, and its answers ask to close the connection.
 * Returns a function that stops it, and resolves when it has answered everything; the process goes on.
 */
export function takeOverNextServer(delayMs: number): (signal: StopSignal) => Promise<void> {
  const own = new Map(STOP_SIGNALS.map((signal) => [signal, process.listeners(signal)]))
  for (const signal of STOP_SIGNALS) process.removeAllListeners(signal)
  return async (signal) => {
    const askToClose = (message: unknown) => {
      const { response } = message as { response: ServerResponse }
      if (!response.headersSent) response.setHeader('Connection', 'close')
    }
    subscribe(CHANNEL, askToClose)
    if (delayMs > 0) await sleep(delayMs)
    await new Promise<void>((resolve) => {
      process.exit = (() => resolve()) as unknown as typeof process.exit
      for (const listener of own.get(signal) ?? []) listener(signal)
    })
    unsubscribe(CHANNEL, askToClose)
  }
}
