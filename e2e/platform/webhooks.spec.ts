import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from '@playwright/test'
import { Webhook } from 'standardwebhooks'
import { expectFits } from '../support/accessible'
import { addMember, makeAgency, signInAs, withDatabase } from '../support/agency'

test('R50: a webhook is created, tested, rotated, turned off and on, and deleted in the settings', async ({
  page,
}) => {
  const agency = await makeAgency({ left: 100 })
  await signInAs(page, agency)
  await page.goto('/workspace-settings?tab=webhooks')
  await expect(page.getByText('No webhooks yet')).toBeVisible()

  // An address inside our network is refused at its field.
  const create = page.getByRole('button', { name: 'Create webhook' })
  await page.getByLabel('URL').fill('https://10.0.0.1/events')
  await create.click()
  await expect(page.getByText('Enter a public URL that starts with https://.')).toBeVisible()

  await page.getByLabel('URL').fill('https://webhooks.invalid/events')
  await page.getByLabel('Description').fill('Bookkeeping')
  await page.getByRole('checkbox', { name: /^Work ready/ }).uncheck()
  await create.click()
  await expect(page.getByRole('heading', { name: 'Webhook', level: 1 })).toBeVisible()
  await expect(page.getByText('https://webhooks.invalid/events')).toBeVisible()
  await expect(page.getByText('No deliveries yet')).toBeVisible()
  await page.getByText('Show secret').click()
  const secret = page.locator('code', { hasText: /^whsec_/ })
  const first = await secret.textContent()
  await expectFits(page)

  await page.getByRole('button', { name: 'Send test event' }).click()
  await expect(page.getByText(/^Not delivered\. There’s no server with this name\./).first()).toBeVisible()
  await expect(page.getByText('Failed', { exact: true })).toBeVisible()
  await page.getByText(/^Show request and responses/).click()
  await expect(page.getByText(/"type":"webhook\.test"/)).toBeVisible()
  await page.getByRole('button', { name: /^Send again: msg_/ }).click()
  await expect(page.getByText(/ · 2 attempts$/)).toBeVisible()
  await expectFits(page)

  await page.getByLabel('Description').fill('Ledger')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved.').first()).toBeVisible()
  await page.getByRole('button', { name: 'Rotate secret' }).click()
  await expect(page.getByText(/^The previous secret also works until /)).toBeVisible()
  await expect(secret).not.toHaveText(first ?? '')

  await page.getByRole('button', { name: 'Turn off' }).click()
  await expect(page.getByRole('button', { name: 'Send test event' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Turn on' }).click()
  await expect(page.getByRole('button', { name: 'Send test event' })).toBeVisible()

  await page.getByRole('link', { name: 'All webhooks' }).click()
  await expect(page.getByRole('link', { name: 'https://webhooks.invalid/events' })).toBeVisible()
  await expect(page.getByText('Ledger · 15 events')).toBeVisible()
  await expectFits(page)
  await page.getByRole('link', { name: 'https://webhooks.invalid/events' }).click()
  await page.getByRole('button', { name: 'Delete webhook' }).click()
  await expect(page.getByText('No webhooks yet')).toBeVisible()
  const audit = await withDatabase(
    (sql) => sql`select verb from audit_events where workspace_id = ${agency.workspaceId}
      and verb like 'webhook.%' order by at, verb`,
  )
  expect(audit.map(({ verb }) => verb)).toEqual([
    'webhook.created',
    'webhook.tested',
    'webhook.resent',
    'webhook.changed',
    'webhook.secret-rotated',
    'webhook.disabled',
    'webhook.enabled',
    'webhook.deleted',
  ])
})

test('R50: a receiver on this machine verifies a test event with a stock library', async ({ page }) => {
  const received: { body: string; headers: Record<string, string> }[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => {
      body += part
    })
    request.on('end', () => {
      received.push({ body, headers: request.headers as Record<string, string> })
      response.writeHead(204).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    await signInAs(page, await makeAgency())
    await page.goto('/workspace-settings?tab=webhooks')
    await page.getByLabel('URL').fill(`http://127.0.0.1:${(server.address() as AddressInfo).port}/events`)
    await page.getByRole('button', { name: 'Create webhook' }).click()
    await page.getByText('Show secret').click()
    const secret = (await page.locator('code', { hasText: /^whsec_/ }).textContent()) ?? ''
    await page.getByRole('button', { name: 'Send test event' }).click()
    await expect(page.getByText('Delivered', { exact: true })).toBeVisible()
    const [event] = received
    expect(new Webhook(secret).verify(event?.body ?? '', event?.headers ?? {})).toMatchObject({
      type: 'webhook.test',
    })
  } finally {
    server.close()
  }
})

test('R34, R50: a member sees how webhooks work and manages none', async ({ page }) => {
  const agency = await makeAgency()
  await signInAs(page, await addMember(agency, 'member'))
  await page.goto('/workspace-settings?tab=webhooks')
  await expect(
    page.getByText('Only an owner or admin can manage the webhooks that receive billing and work events.'),
  ).toBeVisible()
  await expect(page.getByRole('button', { name: 'Create webhook' })).toHaveCount(0)
  await page.goto('/help/webhooks')
  await expect(page.getByRole('heading', { name: 'How webhooks work', level: 1 })).toBeVisible()
  await expect(page.getByRole('rowheader', { name: 'credits.purchased' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Manage webhooks' })).toHaveCount(0)
  await expectFits(page)
})
