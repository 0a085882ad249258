import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { waitUntil } from '../processes'
import { type Child, startChild } from './children'
import { keepRunning } from './keep-running'

const folder = mkdtempSync(join(tmpdir(), 'market-trak-keep-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A program kept running, with all processes started for it. */
function kept(name: string, program: string) {
  const children: Child[] = []
  const said: string[] = []
  const givenUp: string[] = []
  const running = keepRunning({
    name,
    start: (again) => {
      const child = startChild({
        name,
        dataDir: folder,
        args: ['-e', program],
        env: process.env,
        again,
      })
      children.push(child)
      return child
    },
    say: (line) => said.push(line),
    onGivenUp: (reason) => givenUp.push(reason),
  })
  return { running, children, said, givenUp }
}

const STAYS = 'process.stdout.write("up\\n"); setInterval(() => {}, 1000)'
const ups = (name: string) =>
  readFileSync(join(folder, 'logs', `${name}.log`), 'utf8')
    .split('\n')
    .filter((line) => line === 'up').length

test('R41: a killed program is restarted and appends to its log; stop ends the last process', {
  timeout: 60_000,
}, async () => {
  const { running, children, said, givenUp } = kept('killed', STAYS)
  expect(await waitUntil(() => ups('killed') === 1, 20_000)).toBe(true)
  process.kill(children[0]?.pid ?? 0, 'SIGKILL')
  expect(await waitUntil(() => ups('killed') === 2, 20_000)).toBe(true)
  expect(said).toEqual([expect.stringContaining('"killed" exited by SIGKILL. Restarting it.')])
  expect(running.isOver()).toBe(false)
  await running.stop()
  expect(await children[1]?.ended).toMatchObject({ requested: true })
  expect(children).toHaveLength(2)
  expect(givenUp).toEqual([])
})

test('R41: gives up after five restarts and reports the end of the log', {
  timeout: 120_000,
}, async () => {
  const { running, children, givenUp } = kept('broken', 'process.stdout.write("no disk\\n"); process.exit(3)')
  expect(await waitUntil(() => givenUp.length > 0, 100_000)).toBe(true)
  expect(children).toHaveLength(6)
  expect(givenUp).toHaveLength(1)
  expect(givenUp[0]).toContain('exited 6 times within a minute')
  expect(givenUp[0]).toContain('no disk')
  expect(running.isOver()).toBe(true)
  await running.stop()
})
