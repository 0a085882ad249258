import { z } from 'zod'
import { networks, type PostTexts } from './shared/networks'

/** That of a listing's post is a hash in the form of a UUID (lib/credits/decide/keys.ts): `z.uuid` refuses most of them. */
export const PostId = z.guid()

/** Nobody writes more; a network's own limit is told where the text stands. */
const LONGEST_STORED = 70_000

const Words = z.string().trim().max(LONGEST_STORED).default('')

/** A post as its form sends it: a text a network, and which picture. */
export const PostInput = z
  .object({
    id: PostId,
    title: z.string().trim().min(1, 'Say what the post is about.').max(120),
    /** `none`, `keep` what it has, `image:<id>` of the workspace's own, or `photo:<address>` of the listing's. */
    picture: z
      .union([
        z.literal('none'),
        z.literal('keep'),
        z.templateLiteral(['image:', z.uuid()]),
        z.templateLiteral(['photo:', z.string()]),
      ])
      .default('none'),
    ...(Object.fromEntries(networks.map((network) => [network, Words])) as Record<
      (typeof networks)[number],
      typeof Words
    >),
  })
  .transform(({ id, title, picture, ...texts }) => ({
    id,
    title,
    picture,
    texts: Object.fromEntries(
      networks.filter((network) => texts[network]).map((network) => [network, texts[network]]),
    ) as PostTexts,
  }))
export type PostInput = z.output<typeof PostInput>

/** A decision about a post, for the version that its page showed. */
export const DecideInput = z.object({
  id: PostId,
  version: z.string().max(64).default(''),
  /** The page said that the picture is broken, and the reader goes on without it. */
  withoutPicture: z
    .literal('1')
    .optional()
    .transform((given) => given === '1'),
})

export const ScheduleInput = z.object({
  ...DecideInput.shape,
  /** Empty to take it off the calendar; else as a date and time field writes it, in the workspace's time zone. */
  sendAt: z.union([
    z.literal(''),
    z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'Choose a day and a time.'),
  ]),
})
export type ScheduleInput = z.output<typeof ScheduleInput>
