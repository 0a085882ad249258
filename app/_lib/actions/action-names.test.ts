import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '../../..')

/** Add a verb here when no other says it. */
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
  ...['transfer', 'unblock', 'unlink', 'unshare', 'upload', 'verify', 'withdraw'],
]

type Found = { file: string; name: string; maker: string; declared: string | undefined }

/** What every file of server actions exports, and the name that each is declared with. */
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

  test('are found', () => {
    expect(found.length).toBeGreaterThan(80)
    expect(new Set(found.map((one) => one.maker.replace(/^(cancel|retry|refund)/, 'work')))).toEqual(
      new Set(['workspaceAction', 'personAction', 'operatorAction', 'workAction']),
    )
  })

  test('have names that no other action has, so that a log line means one action', () => {
    const seen = new Map<string, string[]>()
    for (const { file, name } of found) seen.set(name, [...(seen.get(name) ?? []), file])
    expect([...seen].filter(([, files]) => files.length > 1)).toEqual([])
  })

  test('are named with a verb and what it is done to, never a bare `remove` or `save`', () => {
    const wrong = found.filter(({ name }) => {
      const [verb = '', ...noun] = name.split(/(?=[A-Z])/)
      return !VERBS.includes(verb) || noun.length === 0
    })
    expect(wrong.map(({ file, name }) => `${file} ${name}`)).toEqual([])
  })

  test('are declared with the name they are exported by, so the log and the error reference tell the truth', () => {
    const wrong = found.filter(({ name, declared }) => declared !== name)
    expect(wrong.map(({ file, name, declared }) => `${file} ${name} is declared as ${declared}`)).toEqual([])
  })
})
