/**
 * Imports run one way: app -> components -> lib -> db, and inside lib downwards in the order of ROOMS.
 * `npm test` runs these as errors. Adding a feature: put its folder in FEATURES.
 */
const FEATURES = [
  'reports',
  'valuations',
  'images',
  'campaigns',
  'feeds',
  'posts',
  'time-machine',
  'notifications',
  'contacts',
  'templates',
  'workspaces',
  'paid-work',
  'api',
  'calendar',
  'dashboard',
  'operators',
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
      from: { path: '^(components|lib|db|local)/' },
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
      from: { path: '^db/', pathNot: '^db/seed' },
      to: { path: '^(lib|components|local)/' },
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
          '^lib/(core/(format|money|dates)|credits/(usage|actions)|metering/obstacle|posts/networks|reports/(geometry|season-words)|operators/price-changes)',
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
      from: { path: '^(app|components|lib|db)/', pathNot: ['^lib/files/pictures', '\\.test\\.tsx?$'] },
      to: { path: 'node_modules/sharp/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'local-stands-apart',
      severity: 'error',
      from: { path: '^(app|components|lib|db)/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^(local|e2e|bench)/' },
    },
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
