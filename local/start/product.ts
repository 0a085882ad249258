import { join, relative } from 'node:path'
import { migrate } from '@/db/migrate'
import { readEnv } from '@/lib/core/settings/env'
import { startMail } from '../mail/server'
import { isPortFree } from '../ports'
import { startPostgres } from '../postgres/server'
import { waitUntil } from '../processes'
import { ensureBuilt } from './build'
import { type Child, endLeftovers, startChild } from './children'
import { keepRunning } from './keep-running'
import { isPreparedBy, notePreparedBy } from './prepared'
import { type Environment, productEnvironment, writeRuntime } from './settings/environment'
import { PORT_VARIABLES, type Ports, ROOT, StartError, type StartSettings, shown } from './settings/settings'
import { WEB_OPTIONS } from './web-options'

export type Product = { url: string; mailUrl: string | null; stripeUrl: string | null; webPid: number }

type Hooks = {
  say(line: string): void
  /** A part exited unexpectedly, and the rest can't run without it. */
  onDeath(reason: string): void
  /** Called with each started part's stop function. Parts are stopped in reverse order. */
  onStarted(name: string, stop: () => Promise<void>): void
  signal: AbortSignal
}

/** One process per processor, as in the image. */
const SERVE = [...WEB_OPTIONS, 'serve.ts']

const ANSWER_LIMIT_MS = 60_000

/** Starts all configured parts; passes each part's stop function to the hooks as soon as it runs. */
export async function startProduct(settings: StartSettings, hooks: Hooks): Promise<Product> {
  const { dataDir, ports, emulators } = settings
  const env = productEnvironment(settings)
  await endLeftovers(dataDir)
  await checkPorts(settings)
  const webPid = await startParts(settings, env, hooks)
  return {
    url: env.APP_URL ?? '',
    mailUrl: emulators.mail ? `http://localhost:${ports.mail}` : null,
    stripeUrl: emulators.stripe ? `http://localhost:${ports.stripe}` : null,
    webPid,
  }
}

/**
 * Runs what can run in parallel: the CPU-bound build, the I/O-bound emulators and then the seed. The web process waits for the seed
 * only if this version has not prepared this data folder before; otherwise the seed finds everything in place. If a part fails,
 * all of them stop.
 */
async function startParts(settings: StartSettings, env: Environment, hooks: Hooks): Promise<number> {
  const { mode, dataDir, seed } = settings
  const failed = new AbortController()
  const signal = AbortSignal.any([hooks.signal, failed.signal])
  const abort = () => failed.abort()
  const built =
    mode === 'start' ? ensureBuilt({ ...settings, say: hooks.say, signal }) : Promise.resolve(null)
  const emulators = startEmulators(settings, env, { ...hooks, signal }, abort)
  const seeded = emulators.then(() => seedDatabase({ dataDir, env, seed, signal }))
  const web = (async () => {
    const [version] = await Promise.all([built, emulators])
    if (!isPreparedBy(version, settings)) await seeded
    signal.throwIfAborted()
    hooks.onStarted('runtime file', writeRuntime(dataDir, env))
    return startWeb(settings, env, { ...hooks, signal })
  })()
  await allOrFirstError([built, emulators, seeded, web], abort)
  notePreparedBy(await built, settings)
  return web
}

/** Waits until all have ended, so that nothing is still starting when the error is reported. */
async function allOrFirstError(parts: Promise<unknown>[], onError: () => void): Promise<void> {
  try {
    await Promise.all(parts)
  } catch (error) {
    onError()
    await Promise.allSettled(parts)
    throw error
  }
}

/** Each in parallel with the others: none needs another one to start, only the seed needs all of them. */
async function startEmulators(
  settings: StartSettings,
  env: Environment,
  hooks: Hooks,
  onError: () => void,
): Promise<void> {
  const { dataDir, ports, emulators, durable, seed, production } = settings
  const { say, signal } = hooks
  const startDatabase = async () => {
    if (emulators.postgres) {
      const server = await startPostgres({ dataDir, port: ports.postgres, durable, say })
      hooks.onStarted('PostgreSQL', server.stop)
      env.DATABASE_URL = server.url
    } else if (!seed && !production) {
      say('Using your own database, so no demo data is added. Set SEED=1 to add it.')
    }
    // All settings are known only now; the developer's own may still be incomplete.
    readEnv(env)
    signal.throwIfAborted()
    await migrate(env.DATABASE_DIRECT_URL || env.DATABASE_URL || '').catch((error: Error) => {
      throw new StartError(`Could not migrate the database: ${error.message}`)
    })
  }
  const startInbox = async () => {
    if (!emulators.mail) return
    const mail = await startMail({ smtpPort: ports.smtp, webPort: ports.mail, dir: join(dataDir, 'mail') })
    hooks.onStarted('inbox', mail.close)
  }
  const startStripe = async () => {
    if (!emulators.stripe) return
    await waitForServer(startStripeChild(settings, env), ports.stripe, { ...hooks, signal })
  }
  await allOrFirstError([startDatabase(), startInbox(), startStripe()], onError)
  signal.throwIfAborted()
}

/** Returns the id of the process, which changes if it crashes. */
async function startWeb(settings: StartSettings, env: Environment, hooks: Hooks): Promise<number> {
  const { mode, dataDir, distDir, host, ports } = settings
  const start = (again: boolean) =>
    startChild({
      name: 'web',
      dataDir,
      args: [
        ...(mode === 'start' ? SERVE : []),
        'node_modules/next/dist/bin/next',
        ...[mode, '--port', String(ports.web), '--hostname', host],
      ],
      env: {
        ...env,
        NODE_ENV: mode === 'dev' ? 'development' : 'production',
        NEXTAUTH_URL: env.NEXTAUTH_URL || env.APP_URL,
        NEXT_DIST_DIR: relative(ROOT, distDir),
      },
      again,
    })
  // A crash of the web process must not stop the database and the emulators (R41).
  const web = keepRunning({ name: 'web', start, say: hooks.say, onGivenUp: hooks.onDeath })
  hooks.onStarted('web', web.stop)
  await waitUntilReachable(web.first, ports.web, hooks, web.isOver)
  return web.first.pid
}

/** Waits until a server responds, and reports if it exits unexpectedly. */
async function waitForServer(child: Child, port: number, hooks: Hooks): Promise<void> {
  hooks.onStarted(child.name, child.stop)
  let ended = false
  void child.ended.then((ending) => {
    ended = true
    if (!ending.requested) hooks.onDeath(ending.reason)
  })
  await waitUntilReachable(child, port, hooks, () => ended)
}

async function waitUntilReachable(
  child: Pick<Child, 'name' | 'log'>,
  port: number,
  hooks: Hooks,
  isOver: () => boolean,
): Promise<void> {
  const address = `http://127.0.0.1:${port}/`
  await waitUntil(() => isOver() || hooks.signal.aborted || isReachable(address), ANSWER_LIMIT_MS)
  if (isOver() || hooks.signal.aborted || (await isReachable(address))) return
  throw new StartError(`"${child.name}" does not respond on port ${port}. See ${shown(child.log)}.`)
}

async function isReachable(address: string): Promise<boolean> {
  try {
    await fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(20_000) })
    return true
  } catch {
    return false
  }
}

/** Reports a port in use before anything starts, with the variable that changes it. */
async function checkPorts({ ports, emulators }: StartSettings): Promise<void> {
  // PostgreSQL checks its own port, which a server of an earlier start may still use.
  const required: (keyof Ports)[] = ['web']
  if (emulators.stripe) required.push('stripe')
  if (emulators.mail) required.push('smtp', 'mail')
  for (const name of required) {
    if (await isPortFree(ports[name])) continue
    const also = name === 'web' ? ' The other ports follow from it.' : ''
    throw new StartError(
      `Port ${ports[name]} is in use by another program. Set ${PORT_VARIABLES[name]} to a free port.${also}`,
    )
  }
}

type Options = {
  dataDir: string
  env: NodeJS.ProcessEnv
  seed: boolean
  signal: AbortSignal
}

/** After the emulators, because it also creates Stripe subscriptions. */
async function seedDatabase({ dataDir, env, seed, signal }: Options): Promise<void> {
  // Seeds the catalog and recorded sales always, the demo workspaces only with SEED.
  // Runs in its own process, because product code reads its settings from the environment.
  const child = startChild({
    name: 'seed',
    dataDir,
    args: ['--import', 'tsx', 'local/seed.ts'],
    env: { ...env, SEED: seed ? '1' : '' },
  })
  const stop = () => void child.stop()
  signal.addEventListener('abort', stop)
  const ending = await child.ended
  signal.removeEventListener('abort', stop)
  if (ending.code !== 0) throw new StartError(`Could not seed the database: ${ending.reason}`)
}

/** Runs in its own process like the real Stripe: it can be slow or crash without affecting us. */
function startStripeChild({ dataDir, ports }: StartSettings, env: NodeJS.ProcessEnv): Child {
  return startChild({
    name: 'stripe',
    dataDir,
    args: ['--import', 'tsx', 'packages/stripe-emulator/src/server.ts'],
    env: {
      PATH: env.PATH,
      NODE_ENV: env.NODE_ENV,
      STRIPE_LOCAL_PORT: String(ports.stripe),
      STRIPE_LOCAL_DATA: join(dataDir, 'stripe.json'),
      STRIPE_LOCAL_WEBHOOK_URL: `http://127.0.0.1:${ports.web}/api/stripe/webhook`,
      STRIPE_WEBHOOK_SECRET: env.STRIPE_WEBHOOK_SECRET,
    },
  })
}
