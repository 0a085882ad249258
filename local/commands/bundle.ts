import { copyFileSync, cpSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { ROOT } from '../start/settings/settings'

/**
 * Part of `npm run build`: bundles the worker and the commands of a release into `dist`, one file each. They import packages
 * from node_modules, and open the migrations and the recorded sales beside them.
 */
const DIST = join(ROOT, 'dist')

const commands = readdirSync(join(ROOT, 'worker/commands'))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => [file.replace('.ts', ''), join(ROOT, 'worker/commands', file)])

rmSync(DIST, { recursive: true, force: true })
await build({
  entryPoints: { worker: join(ROOT, 'worker/main.ts'), ...Object.fromEntries(commands) },
  outdir: DIST,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  packages: 'external',
  platform: 'node',
  target: 'node24',
  format: 'esm',
  jsx: 'automatic',
  sourcemap: 'linked',
  sourcesContent: false,
  tsconfig: join(ROOT, 'tsconfig.json'),
  logLevel: 'warning',
})
cpSync(join(ROOT, 'db/migrations'), join(DIST, 'migrations'), {
  recursive: true,
  filter: (path) => !path.endsWith('_snapshot.json'),
})
copyFileSync(join(ROOT, 'db/reference/king-county-sales.csv.gz'), join(DIST, 'king-county-sales.csv.gz'))
console.log(`Bundled ${['worker', ...commands.map(([name]) => name)].join(', ')} into dist.`)
