import { join } from 'node:path'
import { ensureBrowser } from '@/local/browser'
import { cleanEnvironment } from '@/local/clean-environment'
import { startChild } from '@/local/start/children'
import { ROOT } from '@/local/start/settings/settings'
import { writeGallery } from './gallery'

/** `npm run screens`: screenshots of every state in both themes at two widths, saved in docs/screens with an overview page. */
const child = startChild({
  name: 'screens',
  dataDir: join(ROOT, '.data', 'test'),
  args: [
    'node_modules/@playwright/test/cli.js',
    'test',
    '--config',
    'e2e/screens/screens.config.ts',
    '--reporter=list',
  ],
  env: { ...cleanEnvironment(), CHROMIUM_PATH: ensureBrowser(console.log), NO_COLOR: '1' },
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void child.stop('SIGINT'))
const { code } = await child.ended
if (code === 0) writeGallery(join(ROOT, 'docs', 'screens'))
console.log(code === 0 ? 'The screenshots are in docs/screens.' : `The screenshots failed. See ${child.log}.`)
process.exit(code ?? 1)
