/** The key of terms: their family and the time they take effect, to the second, in UTC. */
export const keyOfTerms = (family: string, at: Date): string =>
  `${family}-${at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')}`
