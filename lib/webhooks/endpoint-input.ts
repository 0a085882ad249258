import { z } from 'zod'
import { isAllowedHost, urlProblem } from '@/lib/core/outbound/allowed-url'
import { env } from '@/lib/core/settings/env'
import { type ChosenEvent, webhookEvents } from './shared/events'

const MOST_CHARACTERS = 500
const TOO_LONG = `A URL has at most ${MOST_CHARACTERS} characters.`

const types = webhookEvents.map(({ type }) => type) as [ChosenEvent, ...ChosenEvent[]]

/**
 * Checks the URL itself. The resolved address is checked before each request. Hosts in OUTBOUND_ALLOWED_HOSTS need no TLS, so
 * that webhooks can be tried on one machine.
 */
const EndpointUrl = z
  .string()
  .trim()
  .max(MOST_CHARACTERS, TOO_LONG)
  .refine((text) => {
    if (!URL.canParse(text)) return false
    const url = new URL(text)
    const allowedHosts = env().OUTBOUND_ALLOWED_HOSTS
    const isAllowed = isAllowedHost(url, allowedHosts)
    if (urlProblem(url, { httpsOnly: !isAllowed, allowedHosts })) return false
    return isAllowed || /[.:]/.test(url.hostname)
  }, 'Enter a public URL that starts with https://.')
  // As it is requested: the scheme and host in lower case, other characters escaped.
  .transform((text) => (URL.canParse(text) ? new URL(text).href : text))
  .refine((href) => href.length <= MOST_CHARACTERS, TOO_LONG)

export const EndpointInput = z.object({
  id: z.uuid(),
  url: EndpointUrl,
  description: z.string().trim().max(120, 'A description has at most 120 characters.').default(''),
  events: z
    .preprocess((given) => (typeof given === 'string' ? [given] : given), z.array(z.enum(types)))
    .refine((events) => events.length > 0, 'Choose at least one event.')
    .transform((events) => types.filter((type) => events.includes(type))),
})
export type EndpointInput = z.output<typeof EndpointInput>
