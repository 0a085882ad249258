import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { isSameProcess, markOf, type ProcessMark } from '../processes'

export class LockHeldError extends Error {
  override name = 'LockHeldError'
  constructor(readonly holder: ProcessMark) {
    super(`held by process ${holder.pid}`)
  }
}

const ATTEMPTS = 5

/**
 * Acquires a lock that only one running process can hold, replacing the lock of a killed process.
 * @returns a function that releases it
 */
export function acquireLock(file: string): () => void {
  const mine = JSON.stringify(markOf(process.pid))
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, mine)
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      // Creating a link is atomic, so no one reads a partial lock.
      if (tryLink(draft, file)) return () => release(file, mine)
      const holder = holderOf(file)
      if (holder && isSameProcess(holder)) throw new LockHeldError(holder)
      rmSync(file, { force: true })
    }
    throw new Error(`${file} is contended. Try again.`)
  } finally {
    rmSync(draft, { force: true })
  }
}

function release(file: string, mine: string): void {
  if (JSON.stringify(holderOf(file)) === mine) rmSync(file, { force: true })
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function holderOf(file: string): ProcessMark | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ProcessMark
  } catch {
    return null
  }
}
