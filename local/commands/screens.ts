import { join } from 'node:path'
import { ensureBrowser } from '../browser'
import { cleanEnvironment } from '../clean-environment'
import { startChild } from '../start/children'
import { ROOT } from '../start/settings/settings'
import { writeGallery } from './gallery'

/** `npm run screens`: a picture of every state in both themes at two widths, into docs/screens with a page that shows them. */
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
console.log(code === 0 ? 'The pictures are in docs/screens.' : `It failed; see ${child.log}.`)
process.exit(code ?? 1)
