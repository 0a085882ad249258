import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { isSameProcess, markOf, type ProcessMark } from '../processes'

export class TakenError extends Error {
  override name = 'TakenError'
  constructor(readonly holder: ProcessMark) {
    super(`held by process ${holder.pid}`)
  }
}

const ATTEMPTS = 5

/**
 * Takes a lock that only one living process can hold. A lock whose holder was killed is taken over. Answers how to
 * give it back.
 */
export function holdAlone(file: string): () => void {
  const mine = JSON.stringify(markOf(process.pid))
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, mine)
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      // A link appears whole or not at all, so nobody ever reads half a lock.
      if (tryLink(draft, file)) return () => giveBack(file, mine)
      const holder = holderOf(file)
      if (holder && isSameProcess(holder)) throw new TakenError(holder)
      rmSync(file, { force: true })
    }
    throw new Error(`${file} changes hands all the time; try again.`)
  } finally {
    rmSync(draft, { force: true })
  }
}

function giveBack(file: string, mine: string): void {
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
