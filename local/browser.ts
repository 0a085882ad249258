import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, globSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'

const NAMES = [
  // First, because without a browser window the tests need about half the CPU.
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
]
const FIXED = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** A Chromium on this machine: configured, in Playwright's folder, or installed. */
export function findBrowser(): string | null {
  const named = process.env.CHROMIUM_PATH
  if (named) {
    if (isProgram(named)) return named
    throw new Error(`CHROMIUM_PATH is ${named}, which is not an executable.`)
  }
  const inPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((dir) => NAMES.map((name) => join(dir, name)))
  return [...playwrightBrowsers(), ...inPath, ...FIXED].find(isProgram) ?? null
}

/** Finds a browser or installs one; tries each way once. */
export function ensureBrowser(say: (line: string) => void): string {
  const found = findBrowser()
  if (found) return found
  say('No browser found. Installing one with Playwright.')
  run('npx', ['playwright', 'install', 'chromium'])
  if (!findBrowser() && process.platform === 'linux' && process.getuid?.() === 0) {
    say('Playwright could not install one. Installing Chromium with apt.')
    const install = (name: string) => run('apt-get', ['install', '-y', '--no-install-recommends', name])
    // Older releases have no separate package of the headless shell.
    if (run('apt-get', ['update'])) install('chromium-headless-shell') || install('chromium')
  }
  const got = findBrowser()
  if (got) return got
  throw new Error(
    'The browser tests need Chromium or Chrome. Install one (`npx playwright install chromium`, or your ' +
      "system's package) or set CHROMIUM_PATH to the executable.",
  )
}

function playwrightBrowsers(): string[] {
  const homes = [
    process.env.PLAYWRIGHT_BROWSERS_PATH,
    join(homedir(), '.cache', 'ms-playwright'),
    join(homedir(), 'Library', 'Caches', 'ms-playwright'),
  ]
  return homes
    .filter((home) => home !== undefined && existsSync(home))
    .flatMap((home) =>
      globSync('chromium*/chrome-*/{chrome,headless_shell,*.app/Contents/MacOS/*}', { cwd: home })
        .sort()
        .map((path) => join(home ?? '', path)),
    )
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function run(command: string, args: string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync(command, args, { stdio: 'ignore', env, timeout: 10 * 60_000 }).status === 0
}
