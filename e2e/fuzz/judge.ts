import { join } from 'node:path'
import { expect } from '@playwright/test'
import type { Answered } from '../access/ask'
import { product } from '../support/product'
import { ELSEWHERE, MARKUP } from './hostile'

const ROOT = join(import.meta.dirname, '../..')

/** What only our own machine knows: traces, queries, names of files and of the database's errors. */
const INTERNALS: readonly RegExp[] = [
  /\n\s+at .+:\d+:\d+/,
  /\b(?:PostgresError|DrizzleQueryError|DrizzleError|ZodError|TypeError|RangeError|SyntaxError):/,
  /Failed query|syntax error at or near|violates \S+ constraint|out of range for type|invalid byte sequence/,
  /(?:insert into|delete from|update|select .{0,80} from) "[a-z_]+"/i,
  /node_modules|\.next(?:-e2e)?\/server|\/\.data\//,
  /ECONNREFUSED|ENOENT|EACCES/,
]

type Where = 'page' | 'console' | 'data'

export function expectSafe({ status, code, body, location }: Answered, where: Where = 'data'): void {
  expect(status, 'no failure of our own').toBeLessThan(500)
  expect(code, 'no unknown failure').not.toBe('unknown')
  expect(body.includes(ROOT), 'no path of this machine').toBe(false)
  if (where !== 'console')
    for (const pattern of INTERNALS) expect(pattern.exec(body)?.[0] ?? '', 'no internals').toBe('')
  if (where !== 'data') expect(body.includes(MARKUP), 'no markup that was sent').toBe(false)
  if (location) {
    const { origin, host } = new URL(location, product().url)
    expect(host).not.toContain(ELSEWHERE)
    expect(['http:', 'https:']).toContain(new URL(origin).protocol)
  }
}

/** Whether it was answered with a no: then nothing may have changed. */
export const isRefused = ({ status, code, location }: Answered): boolean =>
  status >= 400 || code !== '' || /\/sign-in/.test(location)
