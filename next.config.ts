import type { NextConfig } from 'next'

const config: NextConfig = {
  // Tests build into their own folder so that they never disturb a running copy.
  distDir: process.env.NEXT_DIST_DIR || '.next',
  // `npm test` checks types itself; checking twice would only slow the first start.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ['pg-boss', 'postgres', 'pino', 'nodemailer'],
  poweredByHeader: false,
  reactStrictMode: true,
}

export default config
