import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { twMerge } from 'tailwind-merge'
import { describe, expect, test } from 'vitest'
import { buttonClass } from './buttons/button-class'
import { cn } from './cn'

type Call = { file: string; component: string; base: string; isOpen: boolean }

const ROOT = join(import.meta.dirname, '../..')
const files = globSync('{components,app}/**/*.tsx', { cwd: ROOT }).filter((file) => !file.includes('.test.'))
const sources = new Map(files.map((file) => [file, readFileSync(join(ROOT, file), 'utf8')]))
const calls = [...sources].flatMap(([file, source]) => callsIn(file, source))

describe('cn', () => {
  test('a later class replaces only earlier ones of its group', () => {
    expect(cn('px-3 py-3 align-top', 'px-1 align-middle')).toBe('py-3 px-1 align-middle')
    expect(cn('size-8 text-muted', false, 'size-11 text-sm')).toBe('text-muted size-11 text-sm')
    expect(cn('grid lg:p-4', 'hidden lg:grid lg:p-0')).toBe('hidden lg:grid lg:p-0')
    expect(cn('border border-b-2 border-line', 'border-brand')).toBe('border border-b-2 border-brand')
  })

  test('parses all calls in the source', () => {
    expect(calls.length).toBeGreaterThan(40)
    expect(calls.filter(({ isOpen }) => isOpen).length).toBeGreaterThan(15)
  })

  // The short table is enough as long as its results match the full tailwind-merge table.
  test.each(calls)('$component in $file matches tailwind-merge for every class it can have', ({ base }) => {
    expect(cn(base)).toBe(twMerge(base))
  })
  test.each(calls.filter(({ isOpen }) => isOpen))(
    '$component in $file: with every class it is given',
    ({ component, base }) => {
      for (const given of givenTo(component)) expect(cn(base, given), given).toBe(twMerge(base, given))
    },
  )
})

/** Each `cn(...)` call with its literals, and whether it also receives a class from outside. */
function callsIn(file: string, source: string): Call[] {
  return [...source.matchAll(/\bcn\(/g)].map(({ index }) => {
    const before = source.slice(0, index)
    const inside = upToItsEnd(source.slice(index + 'cn('.length))
    const component =
      before
        .match(/function (\w+)/g)
        ?.at(-1)
        ?.slice('function '.length) ?? file
    return { file, component, base: wordsIn(inside, source), isOpen: /\bclassName\b/.test(inside) }
  })
}

function upToItsEnd(text: string): string {
  let depth = 1
  for (const { 0: sign, index } of text.matchAll(/[()]/g)) {
    depth += sign === '(' ? 1 : -1
    if (depth === 0) return text.slice(0, index)
  }
  return text
}

function wordsIn(inside: string, source: string): string {
  const literals = [...inside.matchAll(/'([^']*)'/g)].map(([, words]) => words)
  const constants = [...source.matchAll(/const (\w+) =\s+'([^']*)'/g)]
    .filter(([, name]) => new RegExp(`\\b${name}\\b`).test(inside))
    .map(([, , words]) => words)
  const button = inside.includes('buttonClass(') ? [buttonClass({ variant: 'primary', size: 'md' })] : []
  return [...button, ...constants, ...literals].join(' ')
}

/** All literal classes passed to the component. */
function givenTo(component: string): string[] {
  const use = new RegExp(`<${component}\\b[^<]*?className="([^"]+)"`, 'g')
  return [...sources.values()].flatMap((source) => [...source.matchAll(use)].map(([, words]) => words ?? ''))
}
