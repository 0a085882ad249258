import { mkdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..', '..')

type Bundler = {
  build(options: { entryPoints: string[]; outfile: string } & Record<string, unknown>): Promise<unknown>
}

/**
 * The worker and all its imports as one plain file. Workers are killed all the time, and compiling the source again
 * would take each of them seconds. The bundler comes with tsx, so none needs to be installed.
 */
export async function bundleWorker(): Promise<{ path: string; remove(): void }> {
  const require = createRequire(import.meta.url)
  const { build } = createRequire(require.resolve('tsx/package.json'))('esbuild') as Bundler
  const folder = join(ROOT, '.data', 'simulations')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `worker-${process.pid}-${Date.now()}.cjs`)
  await build({
    entryPoints: [join(import.meta.dirname, 'worker.ts')],
    outfile: path,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'warning',
  })
  return { path, remove: () => rmSync(path, { force: true }) }
}
