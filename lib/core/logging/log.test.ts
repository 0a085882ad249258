import { describe, expect, it } from 'vitest'
import { redirectConsole } from './console-log'
import { makeLog } from './log'
import { logRequestError } from './request-error'

function captured() {
  const lines: string[] = []
  const log = makeLog({ write: (line: string) => void lines.push(line) })
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown> }
}

/** An error as thrown by Drizzle, with the values of the query. */
const failedQuery = () =>
  Object.assign(new Error('Failed query: select $1\nparams: ann@agency.test'), {
    params: ['ann@agency.test'],
    query: 'select $1',
  })

describe('R41: log lines', () => {
  const long = 'x'.repeat(400_000)
  it.each<[string, (log: ReturnType<typeof makeLog>) => void]>([
    ['a long message', (log) => log.error(long)],
    ['a long value', (log) => log.error({ code: long }, 'failed')],
    ['a long name', (log) => log.error({ [long]: 1 }, 'failed')],
    ['a long error', (log) => log.error({ err: new Error(long, { cause: new Error(long) }) }, 'failed')],
    [
      'many fields',
      (log) => log.error(Object.fromEntries(Array.from({ length: 90_000 }, (_, i) => [`f${i}`, i]))),
    ],
    [
      'long lists of long lists',
      (log) => log.error({ list: Array(90).fill(Array(90).fill(Array(90).fill(long))) }),
    ],
  ])('stays short for %s, and is one line of JSON', (_, write) => {
    const { log, lines, last } = captured()
    write(log)
    expect(lines).toHaveLength(1)
    expect(lines[0]?.length).toBeLessThan(65_000)
    expect(lines[0]?.trimEnd()).not.toContain('\n')
    expect(last().level).toBe(50)
  })

  it('can contain deep and circular values', () => {
    const { log, last } = captured()
    const loop: Record<string, unknown> = { id: 7 }
    loop.self = loop
    log.info({ loop, at: new Date(0) }, 'fine')
    expect(last()).toMatchObject({ msg: 'fine', loop: { id: 7 }, at: '1970-01-01T00:00:00.000Z' })
  })
})

describe('logging of failed pages', () => {
  it('logs the reference shown on the page, without query parameters or query values', () => {
    const { log, lines, last } = captured()
    const error = Object.assign(failedQuery(), { digest: '1234567' })
    const request = {
      path: '/sign-in/confirm?email=ann@agency.test&token=secret',
      method: 'GET',
      headers: { cookie: 'secret' },
    }
    const context = {
      routerKind: 'App Router',
      routePath: '/sign-in/confirm',
      routeType: 'render',
      renderSource: 'react-server-components',
      revalidateReason: undefined,
    } as const
    expect(logRequestError(error, request, context, log)).toBe('1234567')
    expect(last()).toMatchObject({
      reference: '1234567',
      method: 'GET',
      route: '/sign-in/confirm',
      kind: 'render',
    })
    expect(lines.join()).not.toMatch(/ann@|secret/)
    expect(logRequestError('text', request, { ...context, routeType: 'route' }, log)).toMatch(/^[\da-f]{8}$/)
  })

  it('redacts errors written to the console and logs them once', () => {
    const { log, lines, last } = captured()
    const fake = { error: () => {}, warn: () => {} } as Pick<Console, 'error' | 'warn'>
    redirectConsole(fake, log)
    fake.error('\u001b[31m⨯\u001b[39m', failedQuery())
    expect(last()).toMatchObject({ level: 50, msg: '⨯', where: 'console', err: { name: 'Error' } })
    fake.warn('%s for /unsubscribe?token=x', 'exceeded', {
      person: 'ann@agency.test',
      long: 'x'.repeat(9_000),
    })
    expect(last()).toMatchObject({ level: 40 })
    expect(lines.join()).not.toMatch(/ann@|token=x/)
    expect(lines.join().length).toBeLessThan(8_000)
    // onRequestError logs these with their route.
    fake.error('⨯', Object.assign(failedQuery(), { digest: '1' }))
    expect(lines).toHaveLength(2)
  })
})
