/**
 * Import rules, checked by `npm test`. Imports run one way: app, worker -> components -> lib -> db, and inside lib from a
 * folder to the folders listed before it. That is the product, and nothing else ships (docs/decisions/0037-what-ships.md).
 * A new folder of lib needs a place in one of the lists. Tests may import whatever they exercise.
 */
const PRODUCT = [
  '^(app|components|lib|db|worker)/',
  '^(proxy|instrumentation|instrumentation-node|serve)\\.ts$',
]
/** Stands beside the product and does not ship; from the lowest up. */
const BESIDE = ['packages', 'local', 'simulation', 'bench', 'e2e']
/** Tests, and what they build their scenes with: beside the source, and in no build. */
const TESTS = ['\\.test\\.tsx?$', '/testing\\.ts$', '/testing-[a-z-]+\\.ts$', '/testing/']

/** Folders of lib that features build on, from the lowest up; each may import those before it. */
const LAYERS = [
  'core',
  'rate-limits',
  'realtime',
  'credits',
  'plan-limits',
  'billing',
  'spending-limits/enforcement',
  'metering',
  'files',
  'email',
  'sales',
  'ai',
  'auth',
]
/** Features that other features may use. */
const SHARED_FEATURES = [
  'notifications',
  'contacts',
  'templates',
  'workspaces',
  'spending-limits',
  'paid-work',
  'jobs',
]
/** Features that know no other feature. */
const FEATURES = ['reports', 'valuations', 'own-sales', 'images', 'campaigns', 'feeds', 'posts']
/** What brings features together: the HTTP API, pages over several features, the console, the demo's clock. */
const COMPOSITIONS = [
  'api',
  'calendar',
  'dashboard',
  'finder',
  'reuse',
  'recurring',
  'operators',
  'time-machine',
  'paid-work-kinds',
  'retention',
  'webhooks',
  'health',
]

const folders = (names) => `^lib/(${names.join('|')})/`
/** Plain data and pure functions, safe in a browser. */
const SHARED = '^lib/(core/text|[^/]+/shared)/'

const layers = LAYERS.map((layer, i) => ({
  name: `lib-${layer}-imports-lower-layers`,
  severity: 'error',
  comment: `lib/${layer} may import only ${LAYERS.slice(0, i).join(', ') || 'nothing of ours'}`,
  from: { path: folders([layer]), pathNot: TESTS },
  to: { path: '^lib/', pathNot: folders(LAYERS.slice(0, i + 1)) },
}))

export default {
  forbidden: [
    {
      name: 'lib-folders-are-listed',
      severity: 'error',
      comment: 'add the folder to LAYERS, SHARED_FEATURES, FEATURES or COMPOSITIONS',
      from: {},
      to: {
        path: '^lib/[^/]+/',
        pathNot: folders([...LAYERS, ...SHARED_FEATURES, ...FEATURES, ...COMPOSITIONS]),
      },
    },
    {
      name: 'nothing-imports-app',
      severity: 'error',
      from: { path: '^(components|lib|db|worker|packages|local|simulation|bench)/' },
      to: { path: '^app/' },
    },
    {
      name: 'lib-renders-nothing',
      severity: 'error',
      from: { path: '^(lib|db|worker)/' },
      to: { path: '^components/' },
    },
    {
      name: 'db-imports-nothing-above',
      severity: 'error',
      from: { path: '^db/' },
      to: { path: `^(app|components|lib|worker|${BESIDE.join('|')})/` },
    },
    {
      name: 'components-take-types',
      severity: 'error',
      comment: 'components draw plain data: from lib they import types, and what is safe in a browser',
      from: { path: '^components/', pathNot: TESTS },
      to: { path: '^(lib|db)/', pathNot: SHARED, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'shared-is-plain',
      severity: 'error',
      comment: 'what components import from lib pulls in nothing that only a server has',
      from: { path: SHARED, pathNot: TESTS },
      to: { path: '^(lib|db)/', pathNot: SHARED, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'toasts-are-loaded-on-demand',
      severity: 'error',
      comment:
        'components/ui/overlays/toast loads sonner; imported elsewhere, it is in every page from the start',
      from: { pathNot: '^components/ui/overlays/toast' },
      to: { path: 'node_modules/sonner/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'types count too: a type that both sides need belongs to the lower one',
      from: {},
      to: { circular: true },
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
    ...layers,
    {
      name: 'features-know-no-other-feature',
      severity: 'error',
      from: { path: folders(FEATURES), pathNot: TESTS },
      to: { path: '^lib/', pathNot: [folders([...LAYERS, ...SHARED_FEATURES]), SHARED, '^lib/$1/'] },
    },
    {
      name: 'shared-features-know-no-other-feature',
      severity: 'error',
      from: { path: folders(SHARED_FEATURES), pathNot: TESTS },
      to: { path: folders([...FEATURES, ...COMPOSITIONS]) },
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
