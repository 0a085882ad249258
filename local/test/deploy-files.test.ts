import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { validate } from 'dockerfile-utils'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { SETTING_NAMES } from '@/lib/core/settings/env'
import { ROOT } from '../start/settings/settings'
import { WEB_OPTIONS } from '../start/web-options'

/** The files of docs/deploy.md. e2e/production/release.spec.ts starts what the Dockerfile makes. */
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8')

describe('R52: Dockerfile', () => {
  test('has no errors or warnings', () => {
    expect(validate(read('Dockerfile')).map(({ message }) => message)).toEqual([])
  })

  test('is checked by a linter that finds mistakes', () => {
    const broken = read('Dockerfile').replace('COPY . .', 'COPPY . .')
    expect(validate(broken).map(({ message }) => message)).not.toEqual([])
  })

  test('no image runs as root, and its files belong to root', () => {
    const text = read('Dockerfile')
    for (const name of ['web', 'worker']) {
      const stage = text.split(/^FROM /m).find((part) => part.includes(` AS ${name}\n`)) ?? ''
      expect(stage).toContain('\nUSER node\n')
      expect(stage).not.toContain('--chown')
    }
  })

  test('secrets and data stay out of the images', () => {
    const ignored = read('.dockerignore').split('\n')
    expect(ignored).toEqual(
      expect.arrayContaining(['.git', '.data', '.env', '.env.*', 'node_modules', 'deploy']),
    )
    const { args, ...build } = (parse(read('compose.yaml')) as Compose)['x-build']
    expect(Object.keys(args)).toEqual(['RELEASE'])
    expect(build.secrets).toEqual(['server_actions_key'])
  })
})

type Service = {
  image: string
  command?: string[] | string
  environment?: Record<string, string>
  read_only?: boolean
  cap_drop?: string[]
  depends_on?: Record<string, { condition: string }>
}
type Compose = {
  'x-build': { args: Record<string, string>; secrets: string[] }
  services: Record<string, Service>
  volumes: Record<string, unknown>
}

test.each(['Dockerfile', 'deploy/Procfile', 'deploy/systemd/market-trak-web@.service'])(
  'R52: %s starts the web server with the same options as npm start',
  (file) => {
    const start = read(file)
      .split('\n')
      .find((line) => /^(CMD|web:|ExecStart=).*server\.js/.test(line))
    expect(start?.match(/--[\w-]+(=\w+)?/g)).toEqual(WEB_OPTIONS)
  },
)

describe('R52: compose.yaml', () => {
  const { services } = parse(read('compose.yaml'), { merge: true }) as Compose

  test('has the product and what it needs', () => {
    expect(Object.keys(services)).toEqual(
      expect.arrayContaining(['web', 'worker', 'migrate', 'postgres', 'pgbouncer', 'storage', 'mail']),
    )
  })

  test.each(['web', 'worker', 'migrate'])(
    '%s is read-only, and starts when what it needs is ready',
    (name) => {
      const service = services[name] as Service
      expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'] })
      expect(Object.keys(service.depends_on ?? {}).length).toBeGreaterThan(0)
      for (const needed of Object.keys(service.depends_on ?? {})) expect(services).toHaveProperty(needed)
      for (const setting of Object.keys(service.environment ?? {})) expect(SETTING_NAMES).toContain(setting)
      if (name !== 'migrate') expect(service.depends_on).toHaveProperty('migrate')
    },
  )

  test('every image has a version', () => {
    for (const { image } of Object.values(services)) expect(image).toMatch(/:(?!latest$).+/)
  })
})

describe('R52: deploy', () => {
  test('the example has only settings that exist, or that compose.yaml uses', () => {
    const names = [...read('deploy/example.env').matchAll(/^([A-Z0-9_]+)=/gm)].map((match) => match[1] ?? '')
    const compose = read('compose.yaml')
    const known: readonly string[] = SETTING_NAMES
    expect(names.length).toBeGreaterThan(8)
    for (const name of names)
      expect(
        known.includes(name) || compose.includes(`\${${name}`) || compose.includes(`environment: ${name}`),
      ).toBe(true)
  })

  test.each(readdirSync(join(ROOT, 'deploy/systemd')))(
    '%s runs without root in a read-only system',
    (file) => {
      const unit = read(`deploy/systemd/${file}`)
      for (const line of ['User=market-trak', 'ProtectSystem=strict', 'NoNewPrivileges=yes'])
        expect(unit).toContain(line)
      const limits = /SHUTDOWN_SECONDS=(\d+)[\s\S]*TimeoutStopSec=(\d+)/.exec(unit)
      if (limits) expect(Number(limits[2])).toBeGreaterThan(Number(limits[1]))
    },
  )
})
