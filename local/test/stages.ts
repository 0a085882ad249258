import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { findBrowser } from '../browser'
import { FOLDERS } from '../checks/folders'
import { ROOT } from '../start/settings/settings'
import { type Counts, countCheck, countPlaywright, countVitest } from './results/counts'
import { type Failure, playwrightFailures, vitestFailures } from './results/failures'

export const GROUPS = ['static', 'unit', 'database', 'browser'] as const
export type Group = (typeof GROUPS)[number]

/** A stage of the test run: programs that run in sequence, and how to count their results. */
export type Stage = {
  name: string
  group: Group
  programs: string[][]
  /** Slow preparation that runs in parallel with earlier stages. */
  prepare?: string[]
  /** Environment variables in addition to the clean environment. */
  extra?: () => Record<string, string>
  count(succeeded: boolean): Counts
  /** What failed, of stages that write a report. */
  failures?: () => Failure[]
}

type Options = {
  more: string[]
  changed: boolean
  /** Database tests go through PgBouncer. */
  pooler: boolean
}

export function stages(dataDir: string, { more, changed, pooler }: Options): Stage[] {
  const report = (name: string) => join(dataDir, `${name}.json`)
  const vitest = (project: 'unit' | 'database'): Stage => ({
    name: project === 'unit' ? 'unit tests' : 'database tests',
    group: project,
    programs: [
      [
        'node_modules/vitest/vitest.mjs',
        'run',
        `--project=${project}`,
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report(project)}`,
        ...(changed ? ['--changed', '--passWithNoTests'] : []),
        ...more,
      ],
    ],
    ...(pooler && { extra: () => ({ TEST_POOLER: '1' }) }),
    count: (succeeded) => countVitest(report(project), succeeded),
    failures: () => vitestFailures(report(project)),
  })
  const onlyChanged = changed ? ['--only-changed', '--pass-with-no-tests'] : []
  const existing = FOLDERS.filter((folder) => existsSync(join(ROOT, folder)))
  return [
    {
      name: 'types',
      group: 'static',
      programs: [
        // A fresh clone lacks the types Next generates from the routes.
        ['node_modules/next/dist/bin/next', 'typegen'],
        // The native compiler gives the same results in a third of the time; Next has its own TypeScript.
        ['node_modules/typescript-native/bin/tsc', '--noEmit'],
      ],
      count: countCheck,
    },
    {
      name: 'lint',
      group: 'static',
      programs: [['node_modules/@biomejs/biome/bin/biome', 'check', '.']],
      count: countCheck,
    },
    {
      name: 'import rules',
      group: 'static',
      programs: [
        [
          'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
          '--config',
          '.dependency-cruiser.mjs',
          ...existing,
        ],
      ],
      count: countCheck,
    },
    {
      name: 'unused code',
      group: 'static',
      programs: [['node_modules/knip/bin/knip.js', '--no-progress']],
      count: countCheck,
    },
    {
      name: 'docs',
      group: 'static',
      programs: [['--import', 'tsx', 'local/commands/check-docs.ts']],
      count: countCheck,
    },
    vitest('unit'),
    vitest('database'),
    {
      name: 'browser tests',
      group: 'browser',
      prepare: ['--import', 'tsx', 'e2e/prepare.ts'],
      programs: [
        ['node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json', ...onlyChanged, ...more],
      ],
      extra: () => ({
        CHROMIUM_PATH: findBrowser() ?? '',
        PLAYWRIGHT_JSON_OUTPUT_NAME: report('browser'),
      }),
      count: (succeeded) => countPlaywright(report('browser'), succeeded),
      failures: () => playwrightFailures(report('browser')),
    },
  ]
}
