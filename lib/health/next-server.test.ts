import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { get } from 'node:http'
import { createInterface } from 'node:readline'
import { afterEach, expect, test } from 'vitest'
import { ROOT } from '@/local/start/settings/settings'

let child: ChildProcess | undefined
afterEach(() => void child?.kill('SIGKILL'))

/** A web server that ends as Next's does. After a request to `/stand-still`, it does nothing until it reads from its input. */
const program = (delayMs: number) => `
  import { readSync } from 'node:fs'
  import { createServer } from 'node:http'
  import { takeOverNextServer } from './lib/health/next-server.ts'
  const server = createServer(({ url }, response) => {
    if (url === '/stand-still') {
      console.log('standing still')
      readSync(0, Buffer.alloc(1))
    }
    response.end('answered')
  })
  process.on('SIGTERM', () => server.close(() => process.exit(143)))
  const stop = takeOverNextServer(${delayMs})
  const exit = process.exit.bind(process)
  process.on('SIGTERM', (signal) => void stop(signal).then(() => exit(0)))
  server.listen(0, '127.0.0.1', () => console.log(server.address().port))
`

async function startServer(delayMs: number) {
  const args = ['--import', 'tsx', '--input-type=module', '--eval', program(delayMs)]
  const started = spawn(process.execPath, args, { cwd: ROOT, stdio: ['pipe', 'pipe', 'inherit'] })
  child = started
  const lines = createInterface({ input: started.stdout })[Symbol.asyncIterator]()
  const nextLine = async (): Promise<string> => (await lines.next()).value ?? ''
  return { started, port: Number(await nextLine()), nextLine }
}

type Answer = { text: string; connection: string | undefined }

/** Resolves with null if the connection was refused or reset. */
function ask(port: number, path: string, onConnected = () => {}): Promise<Answer | null> {
  const headers = { Connection: 'keep-alive' }
  return new Promise((resolve) => {
    const request = get({ host: '127.0.0.1', port, path, agent: false, headers }, async (response) => {
      let text = ''
      for await (const part of response) text += part
      resolve({ text, connection: response.headers.connection })
    })
    request.on('socket', (socket) => socket.on('connect', onConnected))
    request.on('error', () => resolve(null))
  })
}

const WAITING = 8

/** Requests reach a server that stands still, and then it is told to stop. */
async function stopWhileRequestsWait(delayMs: number) {
  const { started, port, nextLine } = await startServer(delayMs)
  const first = ask(port, '/stand-still')
  await nextLine()
  let connected = 0
  const waiting = await new Promise<Promise<Answer | null>[]>((resolve) => {
    const requests = Array.from({ length: WAITING }, () =>
      ask(port, '/', () => {
        connected += 1
        if (connected === WAITING) resolve(requests)
      }),
    )
  })
  const ended = once(started, 'exit')
  started.kill('SIGTERM')
  started.stdin.end('x')
  expect((await first)?.text).toBe('answered')
  const answers = await Promise.all(waiting)
  const [code] = await ended
  return { answers, code }
}

test('R52: a server that is told to stop answers the requests that had already been sent to it', async () => {
  const { answers, code } = await stopWhileRequestsWait(2_000)
  expect(answers).toEqual(Array(WAITING).fill({ text: 'answered', connection: 'close' }))
  expect(code).toBe(0)
})

test('without the delay, the system refuses some of them', async () => {
  expect((await stopWhileRequestsWait(0)).answers).toContain(null)
})
