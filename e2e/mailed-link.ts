import { type APIRequestContext, expect } from '@playwright/test'
import { product } from './product'

/** The link of this kind in the newest mail to an address, once it is there. */
export async function mailedLink(request: APIRequestContext, email: string, kind: RegExp): Promise<string> {
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
