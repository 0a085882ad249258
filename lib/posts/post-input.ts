import { z } from 'zod'
import { networks, type PostTexts } from './shared/networks'

/** A listing's post has a hash in the form of a UUID as its id (lib/credits/decide/keys.ts). `z.uuid` refuses most of those. */
export const PostId = z.guid()

/** Far above the limit of any network. Each network's own limit is checked next to its field. */
const LONGEST_STORED = 70_000

const Text = z.string().trim().max(LONGEST_STORED).default('')

/** A post as its form sends it: one text per network, and the picture. */
export const PostInput = z
  .object({
    id: PostId,
    title: z.string().trim().min(1, 'Enter a title.').max(120),
    /** `none`, `keep` the current one, `image:<id>` of the workspace, or `photo:<url>` of the listing. */
    picture: z
      .union([
        z.literal('none'),
        z.literal('keep'),
        z.templateLiteral(['image:', z.uuid()]),
        z.templateLiteral(['photo:', z.string()]),
      ])
      .default('none'),
    ...(Object.fromEntries(networks.map((network) => [network, Text])) as Record<
      (typeof networks)[number],
      typeof Text
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

/** A decision about the version of a post that the page showed. */
export const DecideInput = z.object({
  id: PostId,
  version: z.string().max(64).default(''),
  /** The page said that the picture is broken, and the member continues without it. */
  withoutPicture: z
    .literal('1')
    .optional()
    .transform((given) => given === '1'),
})

export const ScheduleInput = z.object({
  ...DecideInput.shape,
  /** Empty to unschedule. Otherwise as a datetime-local field sends it, in the workspace's time zone. */
  sendAt: z.union([
    z.literal(''),
    z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'Choose a date and time.'),
  ]),
})
export type ScheduleInput = z.output<typeof ScheduleInput>
