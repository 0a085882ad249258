import { describe, expect, it } from 'vitest'
import { migrations, OLDEST_COMPATIBLE, schemaStateOf } from './schema-version.ts'

const known = [
  { tag: '0000_first', when: 100 },
  { tag: '0001_second', when: 200 },
]
const state = (newest: number | null, oldest: { tag: string; when: number } | null = null) =>
  schemaStateOf({ newest, oldest }, known)

describe('R52: schemaStateOf', () => {
  it('is ready if exactly the known migrations have run', () => {
    expect(state(200)).toEqual({ kind: 'ready' })
    expect(state(200, { tag: '0000_first', when: 100 })).toEqual({ kind: 'ready' })
  })

  it('names the migrations that have not run', () => {
    expect(state(100)).toEqual({ kind: 'older', missing: ['0001_second'] })
    expect(state(99)).toEqual({ kind: 'older', missing: ['0000_first', '0001_second'] })
    expect(state(null)).toEqual({ kind: 'empty' })
  })

  it('is ready on a newer schema that only added, as during a rolling deploy', () => {
    expect(state(300, { tag: '0000_first', when: 100 })).toEqual({ kind: 'ready' })
    expect(state(300, { tag: '0001_second', when: 200 })).toEqual({ kind: 'ready' })
    expect(state(300)).toEqual({ kind: 'ready' })
  })

  it('refuses a newer schema that this version does not work with', () => {
    expect(state(300, { tag: '0002_third', when: 300 })).toEqual({ kind: 'newer', needs: '0002_third' })
  })
})

it('R52: the oldest compatible migration exists, and migrations are listed in the order they were made', () => {
  expect(migrations.map(({ tag }) => tag)).toContain(OLDEST_COMPATIBLE)
  expect(migrations.map(({ when }) => when)).toEqual(
    migrations.map(({ when }) => when).toSorted((a, b) => a - b),
  )
})
