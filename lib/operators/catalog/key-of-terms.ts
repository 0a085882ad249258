/** Terms are named for their family and the instant they come into force, to the second, in UTC. */
export const keyOfTerms = (family: string, at: Date): string =>
  `${family}-${at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')}`
