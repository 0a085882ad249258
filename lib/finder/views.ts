import type { ActionKey } from '@/lib/credits/shared/actions'

export type FoundKind =
  | 'report'
  | 'valuation'
  | 'image'
  | 'listing'
  | 'post'
  | 'campaign'
  | 'contact'
  | 'template'

/** Something of the workspace that matches a search. */
export type Found = { kind: FoundKind; id: string; title: string; detail: string; href: string }

/** What each action costs now, in words: `10 credits per report`. */
export type CostWords = Partial<Record<ActionKey, string>>

export type FinderAnswer = { found: Found[]; costs: CostWords }
