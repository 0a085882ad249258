import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { findFreePort } from '@/local/ports'

vi.setConfig({ testTimeout: 60_000 })

const folder = mkdtempSync(join(tmpdir(), 'market-trak-serve-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Answers what it is, like a web process of ours: it says that it is ready, and finishes requests before it exits. */
const SERVER = `
import { createServer } from 'node:http'
if (process.env.FAILS) { console.error('a setting is missing'); process.exit(7) }
const server = createServer((request, response) => {
  if (request.url === '/crash') process.exit(3)
  const answer = () => response.end(JSON.stringify({
    pid: process.pid, slot: process.env.WEB_PROCESS, worker: process.env.WORKER ?? 'embedded',
    pool: process.env.DATABASE_POOL_SIZE, args: process.argv.slice(2),
  }))
  if (request.url === '/metrics') {
    const onMessage = ({ marketTrak, texts }) => {
      if (marketTrak !== 'all-metrics') return
      process.off('message', onMessage)
      response.end(JSON.stringify(texts))
    }
    process.on('message', onMessage)
    process.send({ marketTrak: 'read-metrics', id: 1 })
  } else if (request.url === '/slow') setTimeout(answer, 700)
  else answer()
})
server.listen(Number(process.env.PORT), '127.0.0.1', () => process.send?.({ marketTrak: 'ready' }))
process.on('SIGTERM', () => server.close(() => process.exit(0)))
process.on('message', ({ marketTrak, id }) => {
  if (marketTrak === 'metrics-wanted') process.send({ marketTrak: 'metrics', id, text: 'up 1' })
})
`
const program = join(folder, 'server.mjs')
beforeAll(() => writeFileSync(program, SERVER))

type Answer = { pid: number; slot?: string; worker: string; pool?: string; args: string[] }
type Served = { child: ChildProcess; port: number; errors: () => string; ended: Promise<number | null> }

const started: ChildProcess[] = []
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
})

async function serve(settings: Record<string, string>): Promise<Served> {
  const port = await findFreePort()
  const { WEB_PROCESSES: _, WORKER: __, DATABASE_POOL_SIZE: ___, ...env } = process.env
  const child = spawn(process.execPath, ['serve.ts', program, '--flag'], {
    cwd: import.meta.dirname,
    env: { ...env, PORT: String(port), ...settings },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  started.push(child)
  let errors = ''
  child.stderr?.on('data', (text) => {
    errors += String(text)
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  return { child, port, errors: () => errors, ended }
}

/** On a connection of its own, because a kept one stays with its process. */
function ask(port: number, path = '/'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ port, path, host: '127.0.0.1', agent: false }, (response) => {
      let text = ''
      response.on('data', (part) => {
        text += part
      })
      response.once('end', () => resolve(JSON.parse(text) as Answer))
    })
    sent.once('error', reject)
    sent.end()
  })
}

/** The processes that answer, by their slot; waits until there are this many. */
async function answering(port: number, count: number): Promise<Map<string, Answer>> {
  const found = new Map<string, Answer>()
  await expect
    .poll(
      async () => {
        found.clear()
        for (let i = 0; i < 3 * count; i += 1) {
          const answer = await ask(port).catch(() => null)
          if (answer) found.set(answer.slot ?? 'alone', answer)
        }
        return found.size
      },
      { timeout: 30_000 },
    )
    .toBe(count)
  return found
}

describe('R53: several web processes on one port', () => {
  it('share the requests, and only the first runs jobs', async () => {
    const { port } = await serve({ WEB_PROCESSES: '3' })
    const found = await answering(port, 3)
    expect(new Set([...found.values()].map(({ pid }) => pid)).size).toBe(3)
    const worker = (slot: string) => found.get(slot)?.worker
    expect([worker('1'), worker('2'), worker('3')]).toEqual(['embedded', 'separate', 'separate'])
    expect(found.get('2')).toMatchObject({ args: ['--flag'], pool: '7' })
  })

  it('R52: finish what they are answering when they are told to stop', async () => {
    const { port, child, ended } = await serve({ WEB_PROCESSES: '2' })
    await answering(port, 2)
    const slow = [ask(port, '/slow'), ask(port, '/slow'), ask(port, '/slow')]
    await new Promise((resolve) => setTimeout(resolve, 200))
    child.kill('SIGTERM')
    expect(await Promise.all(slow)).toHaveLength(3)
    expect(await ended).toBe(0)
    await expect(ask(port)).rejects.toThrow()
  })

  it('R52: give their metrics together, whichever of them is asked', async () => {
    const { port } = await serve({ WEB_PROCESSES: '2' })
    await answering(port, 2)
    for (let i = 0; i < 3; i += 1) {
      const texts = (await ask(port, '/metrics')) as unknown as { process: number; text: string }[]
      expect(texts.toSorted((a, b) => a.process - b.process)).toEqual([
        { process: 1, text: 'up 1' },
        { process: 2, text: 'up 1' },
      ])
    }
  })

  it('R41: replace one that crashes, while the others answer', async () => {
    const { port, errors } = await serve({ WEB_PROCESSES: '2' })
    const before = await answering(port, 2)
    await ask(port, '/crash').catch(() => {})
    expect((await ask(port)).pid).toBeGreaterThan(0)
    await expect.poll(errors).toMatch(/Web process \d exited with code 3. Starting another one./)
    const after = await answering(port, 2)
    const pids = (found: Map<string, Answer>) => [...found.values()].map(({ pid }) => pid)
    expect(pids(after).filter((pid) => pids(before).includes(pid))).toHaveLength(1)
  })

  it('R41: give up when they crash again and again', async () => {
    const { port, ended, errors } = await serve({ WEB_PROCESSES: '2' })
    await answering(port, 2)
    let isOver = false
    const over = ended.then((code) => {
      isOver = true
      return code
    })
    while (!isOver) {
      await ask(port, '/crash').catch(() => {})
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    expect(await over).toBe(1)
    expect(errors()).toContain('more than 5 times within a minute')
  })

  it('end with the process that started them, even if it is killed', async () => {
    const { port, child } = await serve({ WEB_PROCESSES: '2' })
    await answering(port, 2)
    child.kill('SIGKILL')
    await expect
      .poll(() =>
        ask(port).then(
          () => 'answers',
          () => 'gone',
        ),
      )
      .toBe('gone')
  })
})

describe('serve.ts', () => {
  it('runs a single server in its own process, with the settings as they are', async () => {
    const { port, child } = await serve({ WEB_PROCESSES: '1' })
    const alone = (await answering(port, 1)).get('alone')
    expect(alone).toMatchObject({ pid: child.pid, args: ['--flag'], worker: 'embedded' })
    expect(alone?.pool).toBeUndefined()
  })

  it('R38: refuses an invalid number of processes with a message', async () => {
    for (const given of ['0', '1.5', 'many', '65']) {
      const { ended, errors } = await serve({ WEB_PROCESSES: given })
      expect(await ended).toBe(1)
      expect(errors()).toMatch(/^WEB_PROCESSES is not valid\./)
    }
  })

  it('R38: ends like its server if that can’t start, and says so once', async () => {
    const { ended, errors } = await serve({ WEB_PROCESSES: '2', FAILS: '1' })
    expect(await ended).toBe(7)
    expect(errors().match(/a setting is missing/g)).toHaveLength(1)
  })
})
