import { expect, type Page } from '@playwright/test'
import { press, tabTo } from './keyboard'

/** Connects a CRM by keyboard and returns its secret URL. */
export async function connectCrm(page: Page, name: string): Promise<string> {
  await page.goto('/workspace-settings/feeds/connect')
  await tabTo(page, page.getByLabel('Name', { exact: true }))
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type(name)
  await press(page, page.getByRole('button', { name: 'Connect CRM', exact: true }))
  return (await page.getByText(/\/api\/feeds\/\S+$/).textContent()) ?? ''
}

/** Sends a file like the CRM does and expects it to be accepted. */
export async function sendFile(page: Page, address: string, file: string): Promise<void> {
  expect((await page.request.post(address, { data: file })).status()).toBe(202)
}
