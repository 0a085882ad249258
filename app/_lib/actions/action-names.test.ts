import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '../../..')

/** Add a verb only if none of these fits. */
const VERBS = [
  ...[
    'accept',
    'add',
    'adjust',
    'advance',
    'answer',
    'approve',
    'archive',
    'block',
    'buy',
    'cancel',
    'change',
    'check',
  ],
  ...[
    'close',
    'confirm',
    'connect',
    'create',
    'decide',
    'delete',
    'disable',
    'disconnect',
    'dismiss',
    'duplicate',
    'edit',
    'erase',
  ],
  ...[
    'generate',
    'invite',
    'keep',
    'leave',
    'mark',
    'move',
    'open',
    'pause',
    'preview',
    'reconnect',
    'refund',
  ],
  ...['regenerate', 'remove', 'rename', 'renew', 'replay', 'request', 'resend', 'restore', 'resume', 'retry'],
  ...['revoke', 'rotate', 'save', 'schedule', 'send', 'set', 'share', 'sign', 'start', 'stop', 'switch'],
  ...['submit', 'transfer', 'unblock', 'unlink', 'unshare', 'upload', 'verify', 'withdraw'],
  ...['enable', 'disable'],
]

type Found = { file: string; name: string; maker: string; declared: string | undefined }

/** All exported server actions and the names they are declared with. */
function exportedActions(): Found[] {
  return globSync('app/**/*.ts', { cwd: ROOT })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /(\/|-)actions\.ts$/.test(file))
    .flatMap((file) => {
      const source = readFileSync(join(ROOT, file), 'utf8')
      if (!source.startsWith("'use server'")) return []
      const exported = source.matchAll(
        /^export (?:const|async function|function) (\w+)(?: = (\w+)\(\s*(?:'(\w+)')?)?/gm,
      )
      return [...exported].map(([, name = '', maker = '', declared]) => ({ file, name, maker, declared }))
    })
}

describe('exported server actions', () => {
  const found = exportedActions()

  test('exist', () => {
    expect(found.length).toBeGreaterThan(80)
    expect(
      new Set(
        found.map((one) =>
          one.maker.replace(/^(cancel|retry|problem|rename|delete|restore|share|unshare)/, 'work'),
        ),
      ),
    ).toEqual(new Set(['workspaceAction', 'personAction', 'operatorAction', 'workAction']))
  })

  test('have unique names, so a log line identifies one action', () => {
    const seen = new Map<string, string[]>()
    for (const { file, name } of found) seen.set(name, [...(seen.get(name) ?? []), file])
    expect([...seen].filter(([, files]) => files.length > 1)).toEqual([])
  })

  test('are named verb + noun, never a bare `remove` or `save`', () => {
    const wrong = found.filter(({ name }) => {
      const [verb = '', ...noun] = name.split(/(?=[A-Z])/)
      return !VERBS.includes(verb) || noun.length === 0
    })
    expect(wrong.map(({ file, name }) => `${file} ${name}`)).toEqual([])
  })

  test('are declared with their exported name, so the log and error references are correct', () => {
    const wrong = found.filter(({ name, declared }) => declared !== name)
    expect(wrong.map(({ file, name, declared }) => `${file} ${name} is declared as ${declared}`)).toEqual([])
  })
})
