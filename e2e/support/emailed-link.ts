import { type APIRequestContext, expect, type Page } from '@playwright/test'
import { expectFits } from './accessible'
import { product } from './product'

/** Waits for the newest email to an address and returns its link that matches. */
export async function emailedLink(request: APIRequestContext, email: string, kind: RegExp): Promise<string> {
  const inbox = `${product().mailUrl}/api/messages?${new URLSearchParams({ to: email })}`
  let link = ''
  await expect
    .poll(async () => {
      const text = await (await request.get(inbox)).text()
      link = kind.exec(text)?.[0] ?? ''
      return link
    })
    .not.toBe('')
  return link
}

/** Expects an error page for a truncated link and for a form with a changed token. */
export async function expectBrokenLinkExplained(page: Page, link: string): Promise<void> {
  const explained = page.getByText('This link is incomplete.')
  await page.goto(link.slice(0, -3))
  await expect(explained).toBeVisible()
  await expect(page.getByRole('button', { name: 'Unsubscribe' })).toHaveCount(0)
  await page.goto(link)
  await page.locator('input[name=token]').evaluate((field: HTMLInputElement) => {
    field.value = `${field.value.slice(0, -3)}x\0`
  })
  const answered = page.waitForResponse((response) => response.request().method() === 'POST')
  await page.getByRole('button', { name: 'Unsubscribe' }).click()
  expect((await answered).status()).toBe(303)
  await expect(explained).toBeVisible()
  await expectFits(page)
}
