import { z } from 'zod'
import type { PostTexts } from '@/lib/posts/shared/networks'

/** A finished piece of work, or a listing, that something else is made from. Safe in a browser. */
export const sourceKinds = ['report', 'valuation', 'image', 'listing'] as const
type SourceKind = (typeof sourceKinds)[number]
export type SourceRef = { kind: SourceKind; id: string }

/** `report:<id>`, as forms that can start from something get it in `from`. A listing's id is a hash in the form of a UUID. */
export const sourceInQuery = z
  .templateLiteral([z.enum(sourceKinds), ':', z.guid()])
  .transform((text): SourceRef => {
    const [kind, id] = text.split(':') as [SourceKind, string]
    return { kind, id }
  })
  .optional()
  .catch(undefined)

export const hrefFrom = (path: string, { kind, id }: SourceRef): string => `${path}?from=${kind}:${id}`

/** What other forms are filled in with. Empty text means that the source does not say. */
export type Source = SourceRef & {
  /** Where it is shown. */
  href: string
  /** What it is, for the title of what is made from it. */
  title: string
  /** Values of merge fields, by name. */
  details: Record<string, string>
  /** The fields of the image form, by name. */
  brief: Record<string, string>
  texts: PostTexts
  /** As the post editor names a picture: `image:<id>`. Null without one. */
  picture: string | null
  /** The photos of a listing, as URLs. */
  photos: string[]
  /** A report or valuation without a public link, which its email and post would have. */
  lacksLink: boolean
}
