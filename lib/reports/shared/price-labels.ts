/** Short price labels, the same on screen and in the PDF. */

/** "$455K", "$1.2M". */
export function shortUsd(dollars: number): string {
  if (dollars >= 1_000_000) return `$${Number((dollars / 1_000_000).toFixed(2))}M`
  return dollars >= 1_000 ? `$${Math.round(dollars / 1_000)}K` : `$${dollars}`
}

/** "under $300K", "$300K–$400K", "$1M or more", with non-breaking spaces. */
export function priceRangeLabel(fromUsd: number | null, toUsd: number | null): string {
  if (fromUsd === null) return `under\u00a0${shortUsd(toUsd ?? 0)}`
  return toUsd === null ? `${shortUsd(fromUsd)}\u00a0or\u00a0more` : `${shortUsd(fromUsd)}–${shortUsd(toUsd)}`
}
