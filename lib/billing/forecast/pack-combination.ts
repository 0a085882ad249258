/** Which packs to buy together. Pure, and shared by the forecast, the form and the property test. */

/** More of one pack than anyone needs, so a typo is caught before payment. */
export const MOST_OF_A_PACK = 10

/** No catalog offers more kinds of packs; bounds the search below. */
const MOST_KINDS = 6

type PackChoice<Pack> = { pack: Pack; quantity: number }

export type PackCombination<Pack> = {
  /** Each kind of pack once, the largest first. */
  choices: PackChoice<Pack>[]
  /** Total credits and cents. */
  credits: number
  priceCents: number
}

type Priced = { credits: number; priceCents: number }

/**
 * The cheapest packs with at least `shortCredits`; at the same price the combination with more credits, then the one with
 * fewer packs. Null when `MOST_OF_A_PACK` of each kind are not enough, or nothing is on sale.
 */
export function cheapestPacks<Pack extends Priced>(
  packs: readonly Pack[],
  shortCredits: number,
): PackCombination<Pack> | null {
  const kinds = packs
    .filter(({ credits }) => credits > 0)
    .toSorted((a, b) => b.credits - a.credits)
    .slice(0, MOST_KINDS)
  // A lower bound for the cost of the missing credits from this kind on, to skip branches that are already more expensive.
  const bestRates = kinds.map((_, from) =>
    Math.min(...kinds.slice(from).map(({ credits, priceCents }) => priceCents / credits)),
  )
  let best: PackCombination<Pack> | null = null

  const search = (from: number, chosen: PackChoice<Pack>[], credits: number, priceCents: number): void => {
    const missing = shortCredits - credits
    if (missing <= 0) {
      const found = { choices: chosen, credits, priceCents }
      if (best === null || isBetter(found, best)) best = found
      return
    }
    const pack = kinds[from]
    if (!pack || (best !== null && priceCents + missing * (bestRates[from] ?? 0) > best.priceCents)) return
    const most = Math.min(MOST_OF_A_PACK, Math.ceil(missing / pack.credits))
    for (let quantity = most; quantity >= 0; quantity -= 1) {
      search(
        from + 1,
        quantity > 0 ? [...chosen, { pack, quantity }] : chosen,
        credits + quantity * pack.credits,
        priceCents + quantity * pack.priceCents,
      )
    }
  }

  search(0, [], 0, 0)
  return best
}

function isBetter<Pack>(found: PackCombination<Pack>, best: PackCombination<Pack>): boolean {
  if (found.priceCents !== best.priceCents) return found.priceCents < best.priceCents
  if (found.credits !== best.credits) return found.credits > best.credits
  return packCount(found.choices) < packCount(best.choices)
}

const packCount = (choices: readonly { quantity: number }[]): number =>
  choices.reduce((total, { quantity }) => total + quantity, 0)
