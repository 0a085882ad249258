/**
 * Imports run one way: app -> components -> lib -> db, and inside lib downwards in the order of ROOMS. That is the product,
 * and nothing else ships (docs/decisions/0037-what-ships.md).
 * `npm test` runs these as errors. Adding a feature: put its folder in FEATURES.
 */
const PRODUCT = ['^(app|components|lib|db)/', '^(proxy|instrumentation|instrumentation-node)\\.ts$']
/** Stands beside the product and does not ship; from the ground up. */
const BESIDE = ['packages', 'local', 'simulation', 'bench', 'e2e']
/** Tests, and what they build their scenes with: beside the source, and in no build. */
const TESTS = ['\\.test\\.tsx?$', '/testing\\.ts$', '/testing-[a-z-]+\\.ts$', '/testing/']
const FEATURES = [
  'reports',
  'valuations',
  'images',
  'campaigns',
  'feeds',
  'posts',
  'notifications',
  'contacts',
  'templates',
  'workspaces',
  'paid-work',
  'api',
  'calendar',
  'dashboard',
  'operators',
  'time-machine',
  'jobs',
]
/** Rooms of lib from the ground up; a room may import those before it, never those after. */
const ROOMS = [
  'core',
  'limits-of-use',
  'credits',
  'limits',
  'billing',
  'metering',
  'files',
  'sales',
  'ai',
  'auth',
]

const below = ROOMS.map((room, i) => ({
  name: `lib-${room}-looks-down`,
  severity: 'error',
  comment: `lib/${room} may import only ${ROOMS.slice(0, i).join(', ') || 'nothing of ours'}`,
  from: { path: `^lib/${room}/` },
  to: { path: `^lib/(?!${[...ROOMS.slice(0, i + 1)].join('/|')}/)` },
}))

export default {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'nothing-imports-app',
      severity: 'error',
      from: { path: '^(components|lib|db|packages|local|simulation|bench)/' },
      to: { path: '^app/' },
    },
    {
      name: 'lib-draws-nothing',
      severity: 'error',
      from: { path: '^(lib|db)/' },
      to: { path: '^components/' },
    },
    {
      name: 'db-is-the-ground',
      severity: 'error',
      from: { path: '^db/' },
      to: { path: `^(app|components|lib|${BESIDE.join('|')})/` },
    },
    {
      name: 'components-take-types',
      severity: 'error',
      comment:
        'components draw plain data: from lib they may import types, and the leaves that are safe in a browser',
      from: { path: '^components/' },
      to: {
        path: '^(lib|db)/',
        pathNot:
          '^lib/(core/(format|money|dates|time-zones)|credits/(usage|actions)|metering/obstacle|posts/networks|images/(understand-image|text-changes)|reports/(geometry|season-words)|operators/price-changes)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'toasts-are-fetched-when-told',
      severity: 'error',
      comment: 'components/ui/toast tells one; imported elsewhere, sonner is in every page from its start',
      from: { pathNot: '^components/ui/toast' },
      to: { path: 'node_modules/sonner/' },
    },
    {
      name: 'lib-knows-no-framework',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: 'node_modules/next/' },
    },
    {
      name: 'pictures-are-opened-in-one-module',
      severity: 'error',
      comment:
        'lib/files/pictures checks signatures, sizes and turns; sharp opened elsewhere has none of these limits',
      from: { path: PRODUCT, pathNot: ['^lib/files/pictures', ...TESTS] },
      to: { path: 'node_modules/sharp/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'the-product-stands-alone',
      severity: 'error',
      comment: 'what ships imports nothing that stays behind',
      from: { path: PRODUCT, pathNot: TESTS },
      to: { path: [`^(${BESIDE.join('|')})/`, ...TESTS] },
    },
    {
      name: 'the-product-is-in-dependencies',
      severity: 'error',
      comment: 'an installation without development dependencies must run; types are gone by then',
      from: { path: PRODUCT, pathNot: TESTS },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'packages-stand-alone',
      severity: 'error',
      comment: 'a package knows nothing of this repository and could leave it',
      from: { path: '^packages/([^/]+)/' },
      to: { pathNot: ['^packages/$1/', 'node_modules/'], dependencyTypesNot: ['core'] },
    },
    {
      name: 'packages-say-what-they-use',
      severity: 'error',
      comment: "a package's own package.json names what it imports",
      from: { path: '^packages/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
    ...BESIDE.map((folder, i) => ({
      name: `${folder}-looks-down`,
      severity: 'error',
      comment: 'of what stands beside the product, each folder uses only those before it',
      from: { path: `^${folder}/` },
      to: { path: `^(${[...BESIDE.slice(i + 1), 'none'].join('|')})/` },
    })),
    {
      name: 'core-imports-nothing',
      severity: 'error',
      from: { path: '^lib/core/' },
      to: { path: '^(lib/(?!core)|db|app|components)', dependencyTypesNot: ['type-only'] },
    },
    ...below,
    {
      name: 'features-keep-apart',
      severity: 'error',
      comment:
        'a feature may use the rooms below, notifications, contacts, templates, workspaces, paid-work, jobs and what networks take; never a sibling feature',
      from: { path: `^lib/(${FEATURES.slice(0, FEATURES.indexOf('notifications')).join('|')})/` },
      to: {
        path: '^lib/',
        pathNot: [
          `^lib/(${ROOMS.join('|')}|notifications|contacts|templates|workspaces|paid-work|jobs)/`,
          '^lib/posts/networks',
          '^lib/$1/',
        ],
      },
    },
    {
      name: 'paid-work-knows-no-kind',
      severity: 'error',
      comment: 'the protocol is the same for every kind; only the registry lists them',
      from: { path: '^lib/paid-work/', pathNot: '^lib/paid-work/registry' },
      to: { path: '^lib/', pathNot: `^lib/(${ROOMS.join('|')}|paid-work|jobs)/` },
    },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: '^(lib|components)/', pathNot: '\\.test\\.tsx?$' },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
