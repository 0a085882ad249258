import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startSimulationServer } from '../server'
import { type Mutation, mutations } from './mutation-list'

/**
 * Does the simulation detect a broken ledger? Breaks a copy of the source in one way at a time and prints the seed that
 * detected it: `node local/bootstrap.mjs run simulation/processes/mutations/mutations.ts [--only <part of a name>]`.
 */

const ROOT = join(import.meta.dirname, '..', '..', '..')
const COPIED = ['lib', 'db', 'local', 'simulation', 'package.json', 'tsconfig.json']
const SEEDS = 50

const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } })

/** One server for all of them: it is never stopped, which no mutation here requires. */
const server = await startSimulationServer()

/** Without it, a broken copy could make every mutation seem detected. */
const control: Mutation = {
  name: '(nothing broken)',
  file: 'package.json',
  from: '"market-trak"',
  to: '"market-trak"',
}
const CONTROL_SEEDS = 5

try {
  process.exitCode = (await missed()) > 0 ? 1 : 0
} finally {
  await server.stop()
}

async function missed(): Promise<number> {
  if ((await caughtBy(control, CONTROL_SEEDS)) !== null)
    throw new Error('the unmodified ledger already has violations')
  let count = 0
  for (const mutation of mutations.filter(({ name }) => name.includes(values.only))) {
    const caughtAt = await caughtBy(mutation, SEEDS)
    if (caughtAt === null) count += 1
    const verdict = caughtAt === null ? `NOT CAUGHT in ${SEEDS} seeds` : `seed ${caughtAt}`
    console.log(`${mutation.name.padEnd(72)} ${verdict}`)
  }
  return count
}

async function caughtBy(mutation: Mutation, seeds: number): Promise<number | null> {
  const copy = mkdtempSync(join(tmpdir(), 'market-trak-mutation-'))
  try {
    for (const name of COPIED) cpSync(join(ROOT, name), join(copy, name), { recursive: true })
    mkdirSync(join(copy, '.data'))
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'), 'dir')
    breakIt(copy, mutation)
    const output = await run(copy, seeds)
    const seed = /^seed (\d+) \(replay/m.exec(output)?.[1]
    if (seed) return Number(seed)
    if (!/ 0 violations/.test(output))
      throw new Error(`${mutation.name}: the simulation did not finish:\n${output}`)
    return null
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

/** A mutation whose text does not occur exactly once proves nothing, so that is an error. */
function breakIt(copy: string, { name, file, from, to }: Mutation): void {
  const path = join(copy, file)
  const text = readFileSync(path, 'utf8')
  if (text.split(from).length !== 2)
    throw new Error(`${name}: its text does not occur exactly once in ${file}`)
  writeFileSync(
    path,
    text.replace(from, () => to),
  )
}

function run(copy: string, seeds: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const script = [
      'simulation/ledger-simulate.ts',
      '--seeds',
      String(seeds),
      '--stop-at-first',
      '--on',
      server.url,
    ]
    const child = spawn(process.execPath, ['--import', 'tsx', ...script], { cwd: copy })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk))
    child.stderr.on('data', (chunk: Buffer) => (output += chunk))
    child.on('error', reject)
    child.on('close', () => resolve(output))
  })
}
