import { join, relative } from 'node:path'
import { readEnv } from '@/lib/core/settings/env'
import { startMail } from '../mail/server'
import { startPostgres } from '../postgres/server'
import { waitUntil } from '../processes'
import { ensureBuilt } from './build'
import { type Child, endLeftovers, startChild } from './children'
import { prepareDatabase } from './database'
import { checkPorts } from './free-ports'
import { keepRunning } from './keep-running'
import { type Environment, productEnvironment, writeRuntime } from './settings/environment'
import { ROOT, StartError, type StartSettings, shown } from './settings/settings'
import { startStripeChild } from './stripe-child'

export type Product = { url: string; mailUrl: string | null; stripeUrl: string | null }

type Hooks = {
  say(line: string): void
  /** A part ended by itself: the rest cannot go on without it. */
  onDeath(reason: string): void
  /** Called as each part stands: how to stop it. The last one started is the first to be stopped. */
  onStarted(name: string, stop: () => Promise<void>): void
  signal: AbortSignal
}

const ANSWER_LIMIT_MS = 60_000

/** Brings up all that the settings ask for; each part's stop is handed over as soon as it runs. */
export async function startProduct(settings: StartSettings, hooks: Hooks): Promise<Product> {
  const { dataDir, ports, standIns } = settings
  const env = productEnvironment(settings)
  await endLeftovers(dataDir)
  await checkPorts(settings)
  await buildAndStandIns(settings, env, hooks)
  hooks.signal.throwIfAborted()
  hooks.onStarted('runtime file', writeRuntime(dataDir, env))
  await startWeb(settings, env, hooks)
  return {
    url: env.APP_URL ?? '',
    mailUrl: standIns.mail ? `http://localhost:${ports.mail}` : null,
    stripeUrl: standIns.stripe ? `http://localhost:${ports.stripe}` : null,
  }
}

/** The build needs the processor most; what waits for disks and sockets starts beside it. One failing ends both. */
async function buildAndStandIns(settings: StartSettings, env: Environment, hooks: Hooks): Promise<void> {
  const failed = new AbortController()
  const signal = AbortSignal.any([hooks.signal, failed.signal])
  const both = [
    settings.mode === 'start' ? ensureBuilt({ ...settings, say: hooks.say, signal }) : Promise.resolve(),
    startStandIns(settings, env, { ...hooks, signal }),
  ]
  try {
    await Promise.all(both)
  } catch (error) {
    failed.abort()
    await Promise.allSettled(both)
    throw error
  }
}

async function startStandIns(settings: StartSettings, env: Environment, hooks: Hooks): Promise<void> {
  const { dataDir, ports, standIns, seed, production } = settings
  const { say, signal } = hooks
  if (standIns.postgres) {
    const server = await startPostgres({ dataDir, port: ports.postgres, say })
    hooks.onStarted('PostgreSQL', server.stop)
    env.DATABASE_URL = server.url
  } else if (!seed && !production) {
    say('The database is your own, so it gets no demo data; SEED=1 adds it.')
  }
  // Only now is every setting known; a person's own may still be incomplete.
  readEnv(env)
  signal.throwIfAborted()
  if (standIns.mail) {
    const mail = await startMail({ smtpPort: ports.smtp, webPort: ports.mail, dir: join(dataDir, 'mail') })
    hooks.onStarted('mail inbox', mail.close)
  }
  if (standIns.stripe) {
    const stripe = startStripeChild(settings, env)
    await standing(stripe, ports.stripe, { ...hooks, signal })
  }
  signal.throwIfAborted()
  // Last: what is seeded is subscribed at Stripe too.
  await prepareDatabase({ dataDir, env, seed, signal })
}

async function startWeb(settings: StartSettings, env: Environment, hooks: Hooks): Promise<void> {
  const { mode, dataDir, distDir, host, ports } = settings
  const start = (again: boolean) =>
    startChild({
      name: 'web',
      dataDir,
      args: ['node_modules/next/dist/bin/next', mode, '--port', String(ports.web), '--hostname', host],
      env: {
        ...env,
        NODE_ENV: mode === 'dev' ? 'development' : 'production',
        NEXTAUTH_URL: env.NEXTAUTH_URL || env.APP_URL,
        NEXT_DIST_DIR: relative(ROOT, distDir),
      },
      again,
    })
  // What takes the web process down must not take the database and the emulators with it (R41).
  const web = keepRunning({ name: 'web', start, say: hooks.say, onGivenUp: hooks.onDeath })
  hooks.onStarted('web', web.stop)
  await untilItAnswers(web.first, ports.web, hooks, web.isOver)
}

/** Waits until a server of ours answers, and speaks up when it ends without being asked. */
async function standing(child: Child, port: number, hooks: Hooks): Promise<void> {
  hooks.onStarted(child.name, child.stop)
  let ended = false
  void child.ended.then((ending) => {
    ended = true
    if (!ending.asked) hooks.onDeath(ending.reason)
  })
  await untilItAnswers(child, port, hooks, () => ended)
}

async function untilItAnswers(
  child: Pick<Child, 'name' | 'log'>,
  port: number,
  hooks: Hooks,
  isOver: () => boolean,
): Promise<void> {
  const address = `http://127.0.0.1:${port}/`
  await waitUntil(() => isOver() || hooks.signal.aborted || answers(address), ANSWER_LIMIT_MS)
  if (isOver() || hooks.signal.aborted || (await answers(address))) return
  throw new StartError(`"${child.name}" does not answer on port ${port}; see ${shown(child.log)}.`)
}

async function answers(address: string): Promise<boolean> {
  try {
    await fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(20_000) })
    return true
  } catch {
    return false
  }
}
