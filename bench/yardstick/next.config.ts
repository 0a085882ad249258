import { join } from 'node:path'
import type { NextConfig } from 'next'

const config: NextConfig = {
  distDir: process.env.NEXT_DIST_DIR || '.next',
  turbopack: { root: join(import.meta.dirname, '..', '..') },
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ['postgres'],
  poweredByHeader: false,
}

export default config
