import { globSync } from 'node:fs'
import type { NextConfig } from 'next'

/** On every answer; pages get a Content-Security-Policy of their own (app/_lib/page-policy/page-policy.ts). */
const headers = {
  // Browsers heed it over HTTPS alone.
  'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  // Addresses of pages hold ids, filters and tokens of mailed links: no other site is told them.
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
}

const asList = (named: Record<string, string>) =>
  Object.entries(named).map(([key, value]) => ({ key, value }))

/** Files that the product opens while it runs. Imports don't show them, so a release has to name them. */
const openedFiles = () => [
  // Node runs the thread of lib/feeds/parsers/read-in-thread.ts from source.
  ...globSync('lib/feeds/{parsers,listings}/**/*.ts').filter((file) => !/\.test\.ts$|\/testing\//.test(file)),
  './lib/core/text/hidden-address.ts',
  './node_modules/saxes/**/*',
  './node_modules/xmlchars/**/*',
  './node_modules/zod/**/*',
  // Fonts of PDFs and listing images.
  './node_modules/geist/dist/fonts/geist-sans/*.ttf',
  './node_modules/@fontsource/playfair-display/files/playfair-display-latin-600-normal.woff',
  './node_modules/@embedpdf/fonts-*/fonts/*',
]

/** The tabs of the settings, each with its own page in app/(workspace)/workspace-settings/(tabs). The first is the default. */
const settingsTabs = ['general', 'members', 'billing', 'notifications', 'feeds', 'keys', 'webhooks']
const SETTINGS = '/workspace-settings'
/** The views of the billing tab, each with its own page and scripts too. Without a name, it is the overview. */
const billingViews = ['usage', 'statement', 'plans', 'payment']
const query = (key: string, value: string) => ({ type: 'query' as const, key, value })

const config: NextConfig = {
  // A release: `npm run build`. Without it, `next start` runs from the checkout (docs/decisions/0056-releases.md).
  ...(process.env.RELEASE_BUILD && {
    output: 'standalone' as const,
    outputFileTracingIncludes: { '/*': openedFiles() },
  }),
  // Tests build into their own folder so that they never disturb a running copy.
  distDir: process.env.NEXT_DIST_DIR || '.next',
  // `npm test` checks types itself; checking twice would only slow the first start.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    'pg-boss',
    'piscina',
    'rate-limiter-flexible',
    'postgres',
    'pino',
    'nodemailer',
    // One copy per process, which Next, the job queue and our own code share.
    '@opentelemetry/api',
    '@opentelemetry/context-async-hooks',
    '@opentelemetry/core',
    '@opentelemetry/exporter-metrics-otlp-http',
    '@opentelemetry/exporter-prometheus',
    '@opentelemetry/exporter-trace-otlp-http',
    '@opentelemetry/resources',
    '@opentelemetry/sdk-metrics',
    '@opentelemetry/sdk-trace',
    // The same React renders emails in pages, actions and jobs.
    '@react-email/components',
    '@react-email/render',
    '@resvg/resvg-js',
    'sharp',
    'satori',
    'pdfkit',
    'fontkit',
  ],
  // A file of contacts comes with a form; lib/contacts/import/stored-table.ts takes at most 3 MB of it.
  experimental: {
    serverActions: { bodySizeLimit: '4mb' },
    // They take a seventh of a build. The web server reads none, and would serve those of the browser's scripts to everyone.
    turbopackSourceMaps: false,
    // Copied for what passes through proxy.ts: a little more than any page takes, so that the limit above is the one that speaks.
    proxyClientMaxBodySize: '5mb',
  },
  // Nothing uses next/image, and its optimizer would open pictures without the limits of lib/files/pictures.ts.
  images: { unoptimized: true },
  // lib/core/responses compresses, with less work for pages and more for files.
  compress: false,
  poweredByHeader: false,
  reactStrictMode: true,
  // People, emails and Stripe know a tab as /workspace-settings?tab=billing (R24), and the address stays as it is. The bare
  // address is rewritten too: a page at it would make the browser's router expect that page for every tab.
  rewrites: async () => ({
    beforeFiles: [
      ...billingViews.map((view) => ({
        source: SETTINGS,
        has: [query('tab', 'billing'), query('view', view)],
        destination: `${SETTINGS}/billing/${view}`,
      })),
      ...settingsTabs.map((tab) => ({
        source: SETTINGS,
        has: [query('tab', tab)],
        destination: `${SETTINGS}/${tab}`,
      })),
      { source: SETTINGS, destination: `${SETTINGS}/${settingsTabs[0]}` },
    ],
    afterFiles: [],
    fallback: [],
  }),
  // Listings and their feeds were one page at this address, which people bookmarked and old emails link to.
  redirects: async () => {
    const moved = (source: string, destination: string, parameter?: string) => ({
      source: `/property-feed${source}`,
      ...(parameter && { has: [{ type: 'query' as const, key: parameter, value: '(?<position>.+)' }] }),
      destination,
      permanent: true,
    })
    return [
      moved('/listings/:id', '/listings/:id'),
      moved('/connect', `${SETTINGS}/feeds/connect`),
      moved('', `${SETTINGS}?tab=feeds`, 'files-before'),
      moved('', `${SETTINGS}?tab=feeds`, 'files-after'),
      moved('', '/listings?before=:position', 'listings-before'),
      moved('', '/listings?after=:position', 'listings-after'),
      moved('', '/listings'),
    ]
  },
  headers: async () => [
    { source: '/(.*)', headers: asList(headers) },
    {
      source: '/api/(.*)',
      headers: asList({ 'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'" }),
    },
  ],
}

export default config
